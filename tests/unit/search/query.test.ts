import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fold } from '@/lib/search/fold';
import { filterText, parseQuery, type Query, queryText, withoutRange } from '@/lib/search/query';

const termsOf = (text: string) => parseQuery(text).terms.map(({ kind, text: term }) => [kind, term]);
const filtersOf = (text: string) => parseQuery(text).filters.map(({ name, value }) => [name, value]);

/** Without the places, which another way to write the same moves. */
const meaningOf = ({ terms, filters }: Query) => ({
  terms: terms.map(({ kind, text }) => [kind, text]),
  filters: filters.map(({ name, value }) => [name, value]),
});

const typed = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'in:',
        'app:',
        'model:',
        'from:me',
        'before:2024-05',
        'after:',
        'app:librechat',
        'to:',
        'IN:work',
      ),
      fc.constantFrom('"', '“', '”', ' ', '\u00a0', ':', 'a', 'word', '学习', '2024-02-30', '\ud83d', '\u200d'),
      fc.string({ unit: 'grapheme', maxLength: 4 }),
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join(''));

it('when words and quotes are typed, then they become words and phrases', () => {
  expect(termsOf('one "two three"  four')).toEqual([
    ['words', 'one'],
    ['phrase', 'two three'],
    ['words', 'four'],
  ]);
  expect(termsOf('„zwei drei“ open “to the end')).toEqual([
    ['phrase', 'zwei drei'],
    ['words', 'open'],
    ['phrase', 'to the end'],
  ]);
  expect(termsOf(' "" ')).toEqual([]);
});

it('when a letter has its accent beside it, then it stays in its word', () => {
  expect(termsOf('cafe\u0301s')).toEqual([['words', 'cafe\u0301s']]);
});

it('when filters are typed, then they are no words', () => {
  const text = 'plan in:"My space" APP:LibreChat model:gpt-4o from:me before:2024-05-06 after:2023';
  expect(termsOf(text)).toEqual([['words', 'plan']]);
  expect(filtersOf(text)).toEqual([
    ['in', 'My space'],
    ['app', 'librechat'],
    ['model', 'gpt-4o'],
    ['from', 'me'],
    ['before', '2024-05-06'],
    ['after', '2023'],
  ]);
});

it.each(['to:me', 'from:you', 'app:slack', 'before:yesterday', 'after:2024-13', 'after:2024-02-30', 'http://a.b/c'])(
  'when %s is no filter, then it is words',
  (text) => {
    expect(termsOf(text)).toEqual([['words', text]]);
    expect(filtersOf(text)).toEqual([]);
  },
);

it('when a filter has no value yet, then it says nothing', () => {
  expect(parseQuery('in: model:"" after:')).toEqual({ terms: [], filters: [] });
});

it('when a date is typed, then it is its first moment on this computer', () => {
  const at = (text: string) => parseQuery(text).filters.map((filter) => 'at' in filter && filter.at);
  expect(at('before:2024 after:2024-5 after:"2024-05-06"')).toEqual([
    new Date(2024, 0, 1).getTime(),
    new Date(2024, 4, 1).getTime(),
    new Date(2024, 4, 6).getTime(),
  ]);
});

it('when a query is written as text and read again, then it means the same', () => {
  fc.assert(
    fc.property(typed, (text) => {
      const query = parseQuery(text);
      expect(meaningOf(parseQuery(queryText(query)))).toEqual(meaningOf(query));
    }),
  );
});

it('when parts of a query have ranges, then these follow each other', () => {
  fc.assert(
    fc.property(typed, (text) => {
      const { terms, filters } = parseQuery(text);
      const parts = [...terms, ...filters].sort((a, b) => a.from - b.from);
      let last = 0;
      for (const { from, to } of parts) {
        expect(from).toBeGreaterThanOrEqual(last);
        expect(to).toBeGreaterThan(from);
        last = to;
      }
      expect(last).toBeLessThanOrEqual(text.length);
    }),
  );
});

it('when a filter is taken out of the text, then all else stays', () => {
  fc.assert(
    fc.property(typed, fc.nat(), (text, chosen) => {
      const query = parseQuery(text);
      const index = chosen % Math.max(1, query.filters.length);
      const filter = query.filters[index];
      fc.pre(filter !== undefined);
      const rest = { terms: query.terms, filters: query.filters.toSpliced(index, 1) };
      expect(meaningOf(parseQuery(withoutRange(text, filter)))).toEqual(meaningOf(rest));
    }),
  );
});

it('when a filter of any name is added to a text, then it is read as that filter', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      const unquoted = Array.from(name, (one) => (fold(one) === '"' ? ' ' : one)).join('');
      const expected = fold(unquoted).trim() === '' ? [] : [unquoted.trim()];
      const query = parseQuery(`words ${filterText('in', name)}`);
      expect(query.filters.map(({ value }) => value)).toEqual(expected);
      expect(query.terms.map(({ text }) => text)).toEqual(['words']);
    }),
  );
});

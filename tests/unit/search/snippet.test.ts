import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fold } from '@/lib/search/fold';
import { type Needle, needlesOf } from '@/lib/search/needles';
import { parseQuery } from '@/lib/search/query';
import { longestSnippet, snippetOf } from '@/lib/search/snippet';
import { oneTypoAway } from '@/lib/search/typos';
import { placedWords, wordsOf } from '@/lib/search/words';

const needles = (query: string): readonly Needle[] => needlesOf(parseQuery(query).terms);
const marked = (text: string, query: string) => {
  const { text: shown, marks } = snippetOf(text, needles(query));
  return marks.map(([from, to]) => shown.slice(from, to));
};

const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 6 }),
      fc.string({ unit: 'binary', maxLength: 3 }),
      fc.constantFrom(
        ' ',
        'word',
        'Wörter ',
        'ß',
        '½',
        '\u0301',
        '\u00ad',
        '学习',
        'ガ',
        '\0',
        '\ud83d',
        'x'.repeat(300),
      ),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

it.each([
  ['Don’t follow‑up C++', ['don', 't', 'follow', 'up', 'c']],
  ['Zürich Straße', ['zurich', 'strasse']],
  ['机器学习', ['机', '器', '学', '习']],
  ['k8s集群', ['k8s', '集', '群']],
  ['データベース', ['テ', 'ー', 'タ', 'ヘ', 'ー', 'ス']],
  ['ภาษา', ['ภ', 'า', 'ษ', 'า']],
  ['snake_case, 3.14', ['snake', 'case', '3', '14']],
])('when %s is split, then its words are folded', (text, words) => {
  expect(wordsOf(text)).toEqual(words);
});

it('when a text is split with places, then its words are the same', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const placed = placedWords(text);
      expect(placed.map(({ word }) => word)).toEqual(wordsOf(text));
      for (const { word, from, to } of placed) expect(fold(text.slice(from, to))).toContain(word);
    }),
  );
});

it('when a message is short, then all of it is shown with every hit marked', () => {
  expect(snippetOf('A café in Zürich, cafés', needles('cafe zurich'))).toEqual({
    text: 'A café in Zürich, cafés',
    marks: [
      [2, 6],
      [10, 16],
      [18, 23],
    ],
  });
  expect(marked('机器学习和学习', '学习')).toEqual(['学习', '学习']);
  expect(marked('follow up, then follow the up', '"follow up"')).toEqual(['follow up']);
});

it('when hits are far apart, then the stretch with most of them is shown', () => {
  const text = `one ${'x '.repeat(300)}one two ${'x '.repeat(300)}`;
  expect(marked(text, 'one two')).toEqual(['one', 'two']);
});

it('when a snippet is made, then it is a short piece of the text with marks inside', () => {
  fc.assert(
    fc.property(anyText, fc.constantFrom('word', 'w 学', 'x', 'strasse', '1', 'ss'), (text, query) => {
      const { text: shown, marks } = snippetOf(text, needles(query));
      expect(shown.length).toBeLessThanOrEqual(longestSnippet);
      if (text.length <= longestSnippet - 2) expect(shown).toBe(text);
      else expect(text).toContain(shown.replace(/^…|…$/g, ''));
      let last = -1;
      for (const [from, to] of marks) {
        expect(from).toBeGreaterThan(last);
        expect(to).toBeGreaterThan(from);
        last = to;
      }
      expect(last).toBeLessThanOrEqual(shown.length);
      if (placedWords(text).some((_, at) => needles(query).some(({ words: [one = ''] }) => wordsOf(text)[at] === one)))
        expect(marks.length).toBeGreaterThan(0);
    }),
  );
});

it('when a very long message is nothing but hits, then its snippet takes no second', () => {
  const begun = performance.now();
  const { text, marks } = snippetOf('a '.repeat(150_000), needles('a b'));
  expect([text.length, marks.length]).toEqual([199, 99]);
  // Work that grew with the square would take minutes.
  expect(performance.now() - begun).toBeLessThan(10_000);
});

it('when a letter is added, lost, changed or swapped, then the word is one typo away', () => {
  const near = oneTypoAway('berlin');
  expect(near).toEqual(expect.arrayContaining(['berlins', 'berln', 'bexlin', 'eberlin', 'brelin']));
  expect(near).not.toContain('berlin');
  expect(oneTypoAway('москва')).toContain('масква');
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allEntries, countLists, type Entry, recentEntries, withThreads } from '@/components/search/entries';
import { highlight } from '@/components/search/highlight';
import { buildIndex, search } from '@/components/search/rank';
import type { Conversation, Workspace } from '@/lib/model';
import { fold, foldedWords } from '@/lib/search/fold';
import { conversation, workspace as workspaceAt } from '../kit/samples';

const workspace = (name: string, createdAt: string | null = null) =>
  workspaceAt(name.toLowerCase(), { name, createdAt });

const lists = (conversations: readonly Conversation[], workspaces: readonly Workspace[] = []) => ({
  workspaces,
  conversations,
  threads: {},
});
const indexOf = (...titles: string[]) => buildIndex(allEntries(lists(titles.map((title) => conversation(title)))));
const titles = (entries: readonly Entry[]) => entries.map(({ title }) => title);

/** Texts of all scripts, with much of what is folded in them. */
const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 3 }),
      fc.string({ unit: 'binary', maxLength: 2 }),
      fc.constantFrom(
        ...'\u2019\u2011\u2026\u00AD\u200D\uFE0F\u0301\u00A0\u2033\u00B4\u0374\u1FEF`\u1E9E\u0130\u03A3\t\u0640',
      ),
      fc.constantFrom('don\u2019t', 'Follow\u2011up', 'Stra\u00DFe'),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

it.each([
  ['Café', 'cafe'],
  ['ZÜRICH', 'zurich'],
  ['Straße', 'strasse'],
  ['Łódź', 'lodz'],
  ['ＡＢＣ', 'abc'],
  ['İstanbul', 'istanbul'],
  ['مَكتَب', 'مكتب'],
  ['ΟΔΟΣ', 'οδοσ'],
  ['𝔸', 'a'],
  ['Don\u2019t', "don't"],
  ['Don\u00B4t', "don't"],
  ['Don`t', "don't"],
  ['Hawai\u02BBi', "hawai'i"],
  ['Follow\u2011up', 'follow-up'],
  ['A\u2014B\u2013C\u2212D\uFE58E', 'a-b-c-d-e'],
  ['\u201EZitat\u201C \u00ABcitation\u00BB \u300C\u5F15\u7528\u300D', '"zitat" "citation" "\u5F15\u7528"'],
  ['5\u2032 7\u2033', '5\' 7"'],
  ['wait\u2026', 'wait...'],
  ['docu\u00ADment\u200B\uFEFF', 'document'],
  ['\u200Eleft\u2067right\u2069', 'leftright'],
  ['\u2764\uFE0F', '\u2764'],
  ['10\u00A0000\u202F\u20AC', '10 000 \u20AC'],
  ['a\tb\u2028c', 'a b c'],
  ['\u0645\u0640\u0640\u0643\u062A\u0628', '\u0645\u0643\u062A\u0628'],
  ['\u00BD', '1/2'],
])('when %s is folded, then it is %s', (text, folded) => expect(fold(text)).toBe(folded));

it('when text is folded twice, then nothing more changes', () => {
  fc.assert(fc.property(anyText, (text) => fold(fold(text)) === fold(text)));
});

it('when text is folded, then each character is folded by itself', () => {
  fc.assert(fc.property(anyText, (text) => [...text].map(fold).join('') === fold(text)));
});

it('when any character is folded, then one dash is left and nothing unseen', () => {
  for (let point = 0; point <= 0x10ffff; point += 1) {
    const character = String.fromCodePoint(point);
    if (/\p{Pd}/u.test(character)) expect([point, fold(character)]).toEqual([point, '-']);
    if (/[\p{Cf}\p{Default_Ignorable_Code_Point}]/u.test(character))
      expect([point, fold(character)]).toEqual([point, '']);
    if (/\p{Zs}/u.test(character)) expect([point, fold(character)]).toEqual([point, ' ']);
    if (/[\p{Pi}\p{Pf}]/u.test(character) && point < 0x2e00) expect(fold(character)).toMatch(/^['"]$/);
  }
});

it('when titles match, then the whole title, its start and word starts rank first', () => {
  const index = indexOf('A drawing', 'My raw data', 'Raw data', 'Raw');
  expect(titles(search(index, 'raw'))).toEqual(['Raw', 'Raw data', 'My raw data', 'A drawing']);
});

it('when hits have the same grade, then the newest comes first', () => {
  const recent = [
    conversation('Plan old', { updatedAt: '2026-01-01T00:00:00Z' }),
    conversation('Plan new', { updatedAt: '2026-02-01T00:00:00Z' }),
  ];
  expect(titles(search(buildIndex(allEntries(lists(recent))), 'plan'))).toEqual(['Plan new', 'Plan old']);
});

it('when several words are searched, then all must be there, in any order', () => {
  const index = indexOf('Café near the Gare de l’Est', 'Café elsewhere');
  expect(titles(search(index, 'EST cafe'))).toEqual(['Café near the Gare de l’Est']);
});

it.each([
  ['天気', '東京の天気と週末の予定'],
  ['مراكش', 'خطة السفر إلى مراكش'],
  ['문법', '한국어 문법 질문'],
  ['משפחתי', 'תקציב משפחתי 2026'],
])('when %s is searched, then %s is found', (query, title) => {
  expect(titles(search(indexOf('Other', title), query))).toEqual([title]);
});

it('when one searches, then archived ones, models and threads are found, too', () => {
  const all = allEntries({
    workspaces: [workspace('Thesis')],
    threads: { thesis: [{ slug: 't1', name: 'Tides', workspaceSlug: 'thesis', createdAt: null }] },
    conversations: [conversation('Old one', { archived: true }), conversation('Chat', { model: 'gpt-4o' })],
  });
  const index = buildIndex(all);
  expect(titles(search(index, 'old'))).toEqual(['Old one']);
  expect(titles(search(index, 'gpt'))).toEqual(['Chat']);
  expect(titles(search(index, 'thesis'))).toEqual(['Thesis', 'Tides']);
});

it('when the query is empty or nowhere, then nothing is found', () => {
  expect(search(indexOf('Something'), '  ')).toEqual([]);
  expect(search(indexOf('Something'), 'nowhere')).toEqual([]);
});

it('when a part of a title is searched, then all hits hold every word', () => {
  const title = fc.stringMatching(/^[\p{L}\p{N} ]{1,20}$/u).filter((text) => fold(text).trim() !== '');
  fc.assert(
    fc.property(fc.array(title, { minLength: 1, maxLength: 20 }), fc.nat(), fc.nat(), (texts, pick, cut) => {
      const text = texts[pick % texts.length] ?? '';
      const letters = [...text];
      const query = letters.slice(cut % letters.length).join('');
      const entries = texts.map((each, index) => conversation(String(index), { title: each }));
      const hits = titles(search(buildIndex(allEntries(lists(entries))), query));
      const words = foldedWords(query);
      if (words.length === 0) return hits.length === 0;
      return hits.every((hit) => words.every((word) => fold(hit).includes(word))) && hits.includes(text);
    }),
  );
});

describe('entries', () => {
  it('when nothing is searched, then the newest come first, the undated last', () => {
    const recent = recentEntries(
      lists(
        [
          conversation('Newest', { updatedAt: '2026-03-01T00:00:00Z' }),
          conversation('Created only', { createdAt: '2026-01-01T00:00:00Z' }),
          conversation('Archived', { updatedAt: '2026-04-01T00:00:00Z', archived: true }),
        ],
        [workspace('Middle', '2026-02-01T00:00:00Z'), workspace('Undated')],
      ),
    );
    expect(titles(recent)).toEqual(['Newest', 'Middle', 'Created only', 'Undated']);
  });

  const day = (date: number) => new Date(Date.UTC(2026, 2, date)).toISOString();
  const made = Array.from({ length: 9 }, (_, at) => workspace(`Made today ${at}`, day(30)));
  const chats = Array.from({ length: 9 }, (_, at) =>
    conversation(`Chat ${at}`, { updatedAt: day(20 - at), pinned: at === 7 }),
  );

  it('when one app’s items are newer, then the other’s have some of the first lines', () => {
    const recent = recentEntries(lists(chats, made), { shared: 5 });
    const kinds = recent.map(({ item }) => item.kind);
    expect(kinds.slice(0, 5)).toEqual(['workspace', 'workspace', 'workspace', 'conversation', 'conversation']);
    expect(titles(recent).slice(3, 5)).toEqual(['Chat 0', 'Chat 1']);
    expect(new Set(recent.map(({ key }) => key)).size).toBe(18);
  });

  it('when workspaces are old, then they keep a place among the first lines', () => {
    const old = [workspace('Long used', day(1))];
    const recent = titles(recentEntries(lists(chats, old), { shared: 5 }));
    expect(recent.slice(0, 5)).toEqual(['Chat 0', 'Chat 1', 'Chat 2', 'Chat 3', 'Long used']);
    expect(titles(recentEntries(lists(chats, []), { shared: 5 }))).toEqual(chats.map(({ title }) => title));
  });

  it('when pinned ones are to come first, then none is lost', () => {
    const recent = recentEntries(lists(chats, made), { shared: 5, pinnedFirst: true });
    expect(titles(recent)[0]).toBe('Chat 7');
    expect(recent.slice(0, 5).map(({ item }) => item.kind)).toContain('workspace');
    expect(recent.map(({ key }) => key).sort()).toEqual(
      recentEntries(lists(chats, made))
        .map(({ key }) => key)
        .sort(),
    );
  });

  it('when archived ones are not asked for, then they are only counted', () => {
    const some = [...chats, conversation('Put away', { archived: true, updatedAt: day(29) })];
    expect(titles(recentEntries(lists(some)))).not.toContain('Put away');
    const [first] = recentEntries(lists(some), { archived: true });
    expect(first).toMatchObject({ title: 'Put away', archived: true });
    const counts = countLists(lists(some, made));
    expect(counts).toEqual({ workspaces: 9, conversations: 9, archived: 1 });
    expect(recentEntries(lists(some, made))).toHaveLength(counts.workspaces + counts.conversations);
  });

  it('when a workspace is expanded, then its threads stand below it alone', () => {
    const all = {
      workspaces: [workspace('Thesis')],
      threads: { thesis: [{ slug: 't1', name: 'Tides of the thesis', workspaceSlug: 'thesis', createdAt: null }] },
      conversations: [conversation('Thesis talk')],
    };
    const hits = search(buildIndex(allEntries(all)), 'thesis');
    const lines = withThreads(hits, all, new Set(['thesis']));
    expect(lines.map(({ entry, nested }) => [entry.title, nested])).toEqual([
      ['Thesis', false],
      ['Tides of the thesis', true],
      ['Thesis talk', false],
    ]);
    expect(new Set(lines.map(({ entry }) => entry.key)).size).toBe(lines.length);
  });
});

describe('highlight', () => {
  const hits = (text: string, query: string) =>
    highlight(text, foldedWords(query))
      .filter(({ hit }) => hit)
      .map((piece) => piece.text);

  it.each([
    ['Café names', 'cafe', ['Café']],
    ['Cafe\u0301 names', 'cafe', ['Cafe\u0301']],
    ['Straße', 'strasse', ['Straße']],
    ['raw RAW', 'raw', ['raw', 'RAW']],
    ['東京の天気', '天', ['天']],
    ['Nothing', '', []],
    ['Don\u2019t stop', "don't", ['Don\u2019t']],
    ['A Follow\u2011up\u2026', 'follow-up...', ['Follow\u2011up\u2026']],
    ['a docu\u00ADment here', 'document', ['docu\u00ADment']],
    ['\u2033', '"', ['\u2033']],
    ['wait\u2026 go', '.', ['\u2026']],
    ['\uFB01sh', 'i', ['\uFB01']],
  ])('when %s is searched for %s, then the hits are marked', (text, query, expected) =>
    expect(hits(text, query)).toEqual(expected),
  );

  it('when hits are marked, then no character is lost or added', () => {
    fc.assert(
      fc.property(anyText, anyText, (text, query) => {
        const pieces = highlight(text, foldedWords(query));
        return pieces.map((piece) => piece.text).join('') === text;
      }),
    );
  });

  it('when hits are marked, then all that folds to the words is, and no more', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (before, word, after) => {
        const words = foldedWords(word);
        const pieces = highlight(before + word + after, words);
        const marked = pieces.filter(({ hit }) => hit).map(({ text }) => fold(text));
        for (const each of words) expect(marked.some((text) => text.includes(each))).toBe(true);
        for (const { text, hit } of pieces) if (!hit) for (const each of words) expect(fold(text)).not.toContain(each);
      }),
    );
  });

  it('when a long text is nothing but hits, then marking takes no minutes', () => {
    const text = 'a '.repeat(100_000);
    const from = performance.now();
    expect(highlight(text, ['a'])).toHaveLength(200_000);
    // Some 100 ms; comparing each hit with each character took minutes.
    expect(performance.now() - from).toBeLessThan(5_000);
  });
});

describe('a title of 20,000 characters', () => {
  const [entry] = recentEntries(lists([conversation(`Needle ${'hay '.repeat(5_000)}`)]));

  it('when a title has 20,000 characters, then what a line can show is searched', () => {
    expect(entry?.title.length).toBeLessThan(310);
    expect(entry?.title).toMatch(/^Needle hay.*\u2026$/);
    const index = buildIndex(entry ? [entry] : []);
    expect(search(index, 'needle hay')).toHaveLength(1);
  });

  it('when a title is cut, then never within a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 280, maxLength: 320 }), (text) => {
        const [{ title = '' } = {}] = recentEntries(lists([conversation('c', { title: text })]));
        return title.isWellFormed() === text.isWellFormed() && text.startsWith(title.replace(/\u2026$/, ''));
      }),
    );
  });

  it('when names beside a title are long, then they are cut, too', () => {
    const long = 'x'.repeat(20_000);
    const [first] = recentEntries(lists([conversation('Chat', { model: long })], [workspace(long, '2026-01-01')]));
    expect(first?.title.length).toBeLessThan(310);
    const all = allEntries({
      ...lists([conversation('Chat', { model: long })], [{ ...workspace('w'), name: long }]),
      threads: { w: [{ slug: 't', name: 'T', workspaceSlug: 'w', createdAt: null }] },
    });
    for (const { title, workspace: inside, model } of all) {
      for (const text of [title, inside, model]) expect(text?.length ?? 0).toBeLessThan(310);
    }
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allEntries, type Entry, recentEntries, withThreads } from '@/components/search/entries';
import { fold, foldedWords } from '@/components/search/fold';
import { highlight } from '@/components/search/highlight';
import { buildIndex, search } from '@/components/search/rank';
import type { Conversation, Workspace } from '@/lib/model';

function conversation(title: string, more: Partial<Conversation> = {}): Conversation {
  const id = more.id ?? title;
  return {
    id,
    title,
    endpoint: null,
    model: null,
    createdAt: null,
    updatedAt: null,
    archived: false,
    pinned: false,
    ...more,
  };
}

function workspace(name: string, createdAt: string | null = null): Workspace {
  const slug = name.toLowerCase();
  return { id: slug, slug, name, provider: null, model: null, temperature: null, createdAt };
}

const lists = (conversations: readonly Conversation[], workspaces: readonly Workspace[] = []) => ({
  workspaces,
  conversations,
  threads: {},
});
const indexOf = (...titles: string[]) => buildIndex(allEntries(lists(titles.map((title) => conversation(title)))));
const titles = (entries: readonly Entry[]) => entries.map(({ title }) => title);

describe('fold', () => {
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
  ])('makes %s %s', (text, folded) => expect(fold(text)).toBe(folded));

  it('is stable: folding twice changes nothing more', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => fold(fold(text)) === fold(text)));
  });
});

describe('search', () => {
  it('ranks the whole title, its beginning, beginnings of words, parts of words', () => {
    const index = indexOf('A drawing', 'My raw data', 'Raw data', 'Raw');
    expect(titles(search(index, 'raw'))).toEqual(['Raw', 'Raw data', 'My raw data', 'A drawing']);
  });

  it('keeps the order of recency within a grade', () => {
    const recent = [
      conversation('Plan old', { updatedAt: '2026-01-01T00:00:00Z' }),
      conversation('Plan new', { updatedAt: '2026-02-01T00:00:00Z' }),
    ];
    expect(titles(search(buildIndex(allEntries(lists(recent))), 'plan'))).toEqual(['Plan new', 'Plan old']);
  });

  it('wants every word, in any order, without case and diacritics', () => {
    const index = indexOf('Café near the Gare de l’Est', 'Café elsewhere');
    expect(titles(search(index, 'EST cafe'))).toEqual(['Café near the Gare de l’Est']);
  });

  it.each([
    ['天気', '東京の天気と週末の予定'],
    ['مراكش', 'خطة السفر إلى مراكش'],
    ['문법', '한국어 문법 질문'],
    ['משפחתי', 'תקציב משפחתי 2026'],
  ])('finds %s inside %s', (query, title) => {
    expect(titles(search(indexOf('Other', title), query))).toEqual([title]);
  });

  it('finds archived conversations, models and the threads of a workspace', () => {
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

  it('finds nothing for an empty query or a word that is nowhere', () => {
    expect(search(indexOf('Something'), '  ')).toEqual([]);
    expect(search(indexOf('Something'), 'nowhere')).toEqual([]);
  });

  it('finds an entry by any part of its own title, and only entries that hold every word', () => {
    const title = fc.stringMatching(/^[\p{L}\p{N} ]{1,20}$/u).filter((text) => fold(text).trim() !== '');
    fc.assert(
      fc.property(fc.array(title, { minLength: 1, maxLength: 20 }), fc.nat(), fc.nat(), (texts, pick, cut) => {
        const text = texts[pick % texts.length] ?? '';
        const letters = [...text];
        const query = letters.slice(cut % letters.length).join('');
        const entries = texts.map((each, index) => conversation(each, { id: String(index) }));
        const hits = titles(search(buildIndex(allEntries(lists(entries))), query));
        const words = foldedWords(query);
        if (words.length === 0) return hits.length === 0;
        return hits.every((hit) => words.every((word) => fold(hit).includes(word))) && hits.includes(text);
      }),
    );
  });
});

describe('entries', () => {
  it('mixes workspaces and conversations by recency, without the archived, undated last', () => {
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

  it('shows threads below their expanded workspace and nowhere else', () => {
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
  ])('marks in %s what %s found', (text, query, expected) => expect(hits(text, query)).toEqual(expected));

  it('never loses or adds a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, query) => {
        const pieces = highlight(text, foldedWords(query));
        return pieces.map((piece) => piece.text).join('') === text;
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { allEntries, withThreads } from '@/components/search/entries';
import { type KeyPress, listMove } from '@/components/search/list-keys';

const lists = {
  workspaces: [
    {
      id: '1',
      slug: 'w',
      name: 'W',
      provider: null,
      model: null,
      temperature: null,
      createdAt: '2026-02-01T00:00:00Z',
    },
  ],
  threads: { w: [{ slug: 't', name: 'T', workspaceSlug: 'w', createdAt: null }] },
  conversations: [
    {
      id: 'c',
      title: 'C',
      endpoint: null,
      model: null,
      createdAt: null,
      updatedAt: '2026-01-01T00:00:00Z',
      archived: false,
      pinned: false,
    },
  ],
};
const closed = new Set<string>();
const open = new Set(['w']);
const entries = allEntries(lists).filter(({ item }) => item.kind !== 'thread');
const flat = withThreads(entries, lists, closed);
const tree = withThreads(entries, lists, open);

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  atEnd: true,
  query: 'x',
  composing: false,
  rtl: false,
  ...more,
});

describe('listMove', () => {
  it('walks through the lines and round at the ends', () => {
    expect(listMove(press('ArrowDown'), flat, -1, closed)).toEqual({ kind: 'go', to: 0 });
    expect(listMove(press('ArrowDown'), flat, 1, closed)).toEqual({ kind: 'go', to: 0 });
    expect(listMove(press('ArrowUp'), flat, 0, closed)).toEqual({ kind: 'go', to: 1 });
    expect(listMove(press('PageDown'), flat, 0, closed)).toEqual({ kind: 'go', to: 1 });
    expect(listMove(press('ArrowDown'), [], -1, closed)).toBeNull();
  });

  it('opens the active line, the first hit of a search, and nothing at rest', () => {
    expect(listMove(press('Enter'), flat, 1, closed)).toEqual({ kind: 'open', at: 1 });
    expect(listMove(press('Enter'), flat, -1, closed)).toEqual({ kind: 'open', at: 0 });
    expect(listMove(press('Enter', { query: '' }), flat, -1, closed)).toBeNull();
    expect(listMove(press('Enter'), [], 0, closed)).toBeNull();
  });

  it('shows the threads of a workspace and hides them again, from one of them too', () => {
    expect(listMove(press('ArrowRight'), flat, 0, closed)).toEqual({ kind: 'expand', slug: 'w', to: 0 });
    expect(listMove(press('ArrowRight'), tree, 0, open)).toBeNull();
    expect(listMove(press('ArrowLeft'), tree, 1, open)).toEqual({ kind: 'collapse', slug: 'w', to: 0 });
    expect(listMove(press('ArrowLeft'), flat, 0, closed)).toBeNull();
  });

  it('leaves the arrows to the text while its cursor has somewhere to go, and follows the direction of reading', () => {
    expect(listMove(press('ArrowRight', { atEnd: false }), flat, 0, closed)).toBeNull();
    expect(listMove(press('ArrowLeft', { rtl: true }), flat, 0, closed)).toEqual({ kind: 'expand', slug: 'w', to: 0 });
    expect(listMove(press('ArrowRight', { rtl: true }), flat, 0, closed)).toBeNull();
  });

  it('clears a query with Escape and lets Escape close the popup when there is none', () => {
    expect(listMove(press('Escape'), flat, 0, closed)).toEqual({ kind: 'clear' });
    expect(listMove(press('Escape', { query: '' }), flat, 0, closed)).toBeNull();
  });

  it('takes no key from an input method', () => {
    expect(listMove(press('Enter', { composing: true }), flat, 0, closed)).toBeNull();
  });
});

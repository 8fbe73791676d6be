import { expect, it } from 'vitest';
import { allEntries, withThreads } from '@/components/search/entries';
import { type KeyPress, listMove } from '@/components/search/list-keys';
import { conversation, workspace } from '../kit/samples';

const lists = {
  workspaces: [workspace('w', { createdAt: '2026-02-01T00:00:00Z' })],
  threads: { w: [{ slug: 't', name: 'T', workspaceSlug: 'w', createdAt: null }] },
  conversations: [conversation('c', { updatedAt: '2026-01-01T00:00:00Z' })],
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

it('when an arrow is pressed, then the next line is active, round at the ends', () => {
  expect(listMove(press('ArrowDown'), flat, -1, closed)).toEqual({ kind: 'go', to: 0 });
  expect(listMove(press('ArrowDown'), flat, 1, closed)).toEqual({ kind: 'go', to: 0 });
  expect(listMove(press('ArrowUp'), flat, 0, closed)).toEqual({ kind: 'go', to: 1 });
  expect(listMove(press('PageDown'), flat, 0, closed)).toEqual({ kind: 'go', to: 1 });
  expect(listMove(press('ArrowDown'), [], -1, closed)).toBeNull();
});

it('when Enter is pressed, then the active line or the first hit opens', () => {
  expect(listMove(press('Enter'), flat, 1, closed)).toEqual({ kind: 'open', at: 1 });
  expect(listMove(press('Enter'), flat, -1, closed)).toEqual({ kind: 'open', at: 0 });
  expect(listMove(press('Enter', { query: '' }), flat, -1, closed)).toBeNull();
  expect(listMove(press('Enter'), [], 0, closed)).toBeNull();
});

it('when the arrows left and right are pressed, then threads show and hide', () => {
  expect(listMove(press('ArrowRight'), flat, 0, closed)).toEqual({ kind: 'expand', slug: 'w', to: 0 });
  expect(listMove(press('ArrowRight'), tree, 0, open)).toBeNull();
  expect(listMove(press('ArrowLeft'), tree, 1, open)).toEqual({ kind: 'collapse', slug: 'w', to: 0 });
  expect(listMove(press('ArrowLeft'), flat, 0, closed)).toBeNull();
});

it('when the cursor can still move in the text, then the arrows belong to it', () => {
  expect(listMove(press('ArrowRight', { atEnd: false }), flat, 0, closed)).toBeNull();
  expect(listMove(press('ArrowLeft', { rtl: true }), flat, 0, closed)).toEqual({ kind: 'expand', slug: 'w', to: 0 });
  expect(listMove(press('ArrowRight', { rtl: true }), flat, 0, closed)).toBeNull();
});

it('when Escape is pressed, then it clears a query, or closes the popup', () => {
  expect(listMove(press('Escape'), flat, 0, closed)).toEqual({ kind: 'clear' });
  expect(listMove(press('Escape', { query: '' }), flat, 0, closed)).toBeNull();
});

it('when an input method composes, then no key is taken from it', () => {
  expect(listMove(press('Enter', { composing: true }), flat, 0, closed)).toBeNull();
});

import { type KeyboardEvent, useCallback, useId, useMemo, useState } from 'react';
import { hasPages } from '@/lib/model';
import { foldedWords } from '@/lib/search/fold';
import { useAction } from '../common/use-action';
import { usePorts } from '../ports';
import type { Entry, Line, Resting } from './entries';
import { listMove } from './list-keys';
import { opensCopy } from './opens-copy';
import { useLines } from './use-entries';
import { useThreadLoading } from './use-thread-loading';

/** The state that the search box and its list share: the query, the lines, the active line, the expanded workspaces. */
export interface Finder {
  readonly listId: string;
  readonly query: string;
  readonly setQuery: (query: string) => void;
  readonly lines: readonly Line[];
  /** The number of lines without the limit. */
  readonly total: number;
  readonly active: number;
  /** Threads are being read for this search, so there may soon be more hits. */
  readonly readingThreads: boolean;
  readonly expanded: ReadonlySet<string>;
  readonly marked: readonly string[];
  readonly keyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
  readonly open: (entry: Entry) => void;
  readonly openFailed: boolean;
  /** The item that was not opened, because an answer is being written in this tab. */
  readonly held: Entry | null;
  /** Opens the held item where the user chose, or leaves it (`stay`). */
  readonly release: (where: 'here' | 'new-tab' | 'stay') => void;
  readonly toggle: (entry: Entry) => void;
}

const nothing: ReadonlySet<string> = new Set();
/** The key for the first line, whichever it is. */
const firstLine = '';

/** The active line is remembered by its key, so that it stays the same if the list changes above it. */
function activeIndex(lines: readonly Line[], key: string | null): number {
  if (key === null) return -1;
  return key === firstLine ? Math.min(0, lines.length - 1) : lines.findIndex(({ entry }) => entry.key === key);
}

/**
 * @param limit The most lines without a search
 * @param resting The content of those lines
 */
export function useFinder(limit: number, resting: Resting): Finder {
  const { client, openReader } = usePorts();
  const listId = useId();
  const [query, changeQuery] = useState('');
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(nothing);
  const found = useLines(query, expanded, resting);
  const lines = useMemo(() => (query.trim() === '' ? found.slice(0, limit) : found), [found, query, limit]);
  const active = useMemo(() => activeIndex(lines, activeKey), [lines, activeKey]);
  const readingThreads = useThreadLoading(query);
  const [held, setHeld] = useState<Entry | null>(null);
  const { run, failed } = useAction(
    useCallback(
      async (entry: Entry) =>
        setHeld((await client.do('open', { item: entry.item, where: 'auto' })) === 'answering' ? entry : null),
      [client],
    ),
  );
  const release = useCallback(
    (where: 'here' | 'new-tab' | 'stay') => {
      setHeld(null);
      if (held && where !== 'stay') client.do('open', { item: held.item, where }).catch(() => undefined);
    },
    [client, held],
  );

  const setQuery = useCallback((next: string) => {
    changeQuery(next);
    // During a search Enter opens the best hit, so that one is active.
    setActiveKey(next.trim() === '' ? null : firstLine);
    if (next === '') setExpanded(nothing);
  }, []);

  const setOpen = useCallback(
    (slug: string, how: 'expand' | 'collapse') => {
      setExpanded((before) => {
        const after = new Set(before);
        if (how === 'expand') after.add(slug);
        else after.delete(slug);
        return after;
      });
      // The app's status shows a failure.
      if (how === 'expand') client.do('threads', { workspaceSlugs: [slug] }).catch(() => undefined);
    },
    [client],
  );

  const toggle = useCallback(
    ({ item }: Entry) => {
      if (item.kind === 'workspace') setOpen(item.slug, expanded.has(item.slug) ? 'collapse' : 'expand');
    },
    [expanded, setOpen],
  );

  const open = useCallback(
    (entry: Entry) => {
      const { item, app } = entry;
      const state = client.store.getState();
      const isPage = hasPages(state.shared.apps[app].connection);
      // A workspace without a page shows the items below it instead.
      if (!isPage && item.kind === 'workspace') toggle(entry);
      else if (item.kind !== 'home' && opensCopy(state, app, navigator.onLine)) openReader(item, null);
      else if (isPage) run(entry);
    },
    [client, openReader, run, toggle],
  );

  const keyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const { selectionStart, selectionEnd, value, dir } = event.currentTarget;
    const atEnd = selectionStart === value.length && selectionEnd === value.length;
    const rtl = (dir || document.documentElement.dir) === 'rtl';
    const composing = event.nativeEvent.isComposing;
    const move = listMove({ key: event.key, atEnd, query, composing, rtl }, lines, active, expanded);
    if (!move) return;
    event.preventDefault();
    if (move.kind === 'clear') setQuery('');
    else if (move.kind === 'open') {
      const line = lines[move.at];
      if (line) open(line.entry);
    } else {
      setActiveKey(lines[move.to]?.entry.key ?? null);
      if (move.kind !== 'go') setOpen(move.slug, move.kind);
    }
  };

  return {
    listId,
    query,
    setQuery,
    lines,
    total: found.length,
    active,
    readingThreads,
    expanded,
    marked: useMemo(() => foldedWords(query), [query]),
    keyDown,
    open,
    openFailed: failed,
    held,
    release,
    toggle,
  };
}

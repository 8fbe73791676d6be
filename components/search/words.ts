import { type AppId, appNames } from '@/lib/model';
import { count, counts } from '../words';
import type { Counts, Entry } from './entries';

const kinds: Readonly<Record<Entry['item']['kind'], string>> = {
  workspace: 'Workspace',
  thread: 'Thread',
  conversation: 'Chat',
  home: 'App',
};

const readingThreads = 'Still reading threads…';

export const searchWords = {
  label: 'Search workspaces, threads and conversations of both apps',
  placeholder: 'Search both apps',
  clear: 'Clear the search',
  results: 'Found items',
  recent: 'Recent',
  kinds,
  noPages: (app: AppId) => `This ${appNames[app]} has no pages to open.`,
  untitled: 'Untitled',
  inWorkspace: (name: string) => `in ${name}`,
  archived: 'Archived',
  pinned: 'Pinned',
  threadsHint: 'Right Arrow shows its threads',
  showThreads: 'Show threads',
  hideThreads: 'Hide threads',
  outcome: (amount: number, threads: 'reading' | 'read') => {
    if (amount > 0) return `${count(amount, 'item', 'items')} found`;
    return threads === 'reading' ? readingThreads : 'Nothing found';
  },
  readingThreads,
  nothingFound: (query: string) => `Nothing found for “${query}”.`,
  missing: {
    unseen: (app: AppId) => `${appNames[app]} was not searched: open it once first.`,
    'signed-out': (app: AppId) => `${appNames[app]} was not searched: you are signed out there.`,
  },
  showAll: (amount: number) => `Show all ${count(amount, 'item', 'items')}`,
  showFewer: 'Show fewer',
  showArchived: (amount: number) => `Show ${counts.format(amount)} archived`,
  hideArchived: 'Hide archived',
  counted: ({ workspaces, conversations, archived }: Counts) =>
    [
      count(workspaces, 'workspace', 'workspaces'),
      count(conversations, 'conversation', 'conversations'),
      ...(archived > 0 ? [`${counts.format(archived)} archived`] : []),
    ].join(' · '),
  leftOut: {
    workspaces: (amount: number) => `${count(amount, 'workspace', 'workspaces')} can’t be shown.`,
    threads: (amount: number) => `${count(amount, 'thread', 'threads')} can’t be shown.`,
    conversations: (amount: number) => `${count(amount, 'conversation', 'conversations')} can’t be shown.`,
    presets: (amount: number) => `${count(amount, 'preset', 'presets')} can’t be read.`,
    models: (amount: number) => `${count(amount, 'model', 'models')} can’t be shown.`,
    unlisted: 'Some conversations can’t be shown: LibreChat does not list them.',
  },
  reading: 'Reading your workspaces and conversations…',
  empty: 'No workspaces or conversations yet.',
  allArchived: 'All your conversations are archived.',
  nothingToShow: 'Sign in to see your workspaces and conversations here.',
  answering: 'An answer is still being written in this tab. Leaving the page would stop it.',
  openNewTab: 'Open in a new tab',
  openHere: 'Leave anyway',
  stay: 'Stay',
  openFailed: 'That could not be opened. Please try again.',
};

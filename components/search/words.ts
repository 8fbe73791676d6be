import { type AppId, appNames } from '@/lib/model';
import { count } from '../words';
import type { Entry } from './entries';

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
  reading: 'Reading your workspaces and conversations…',
  empty: 'No workspaces or conversations yet.',
  nothingToShow: 'Sign in to see your workspaces and conversations here.',
  answering: 'An answer is still being written in this tab. Leaving the page would stop it.',
  openNewTab: 'Open in a new tab',
  openHere: 'Leave anyway',
  stay: 'Stay',
  openFailed: 'That could not be opened. Please try again.',
};

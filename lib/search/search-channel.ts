import type { ArchiveOwner } from '@/lib/archive/archive-store';
import type { Found } from '@/lib/model';

/**
 * The name of the broadcast channel between the background and the worker with the index. It reaches windows of
 * Tandem's own alone: frames inside other sites' pages have channels of their own.
 */
export const searchChannel = 'search';

export interface SearchAsked {
  readonly text: string;
  readonly limit: number;
  readonly owners: readonly ArchiveOwner[];
}

/** What the background says. */
export type ToSearchWorker =
  | { readonly type: 'search'; readonly id: number; readonly asked: SearchAsked }
  /** The archive changed. */
  | { readonly type: 'changed' };

/** What the worker says. `started`: it heard nothing before. `working`: it is taking over changes. */
export type FromSearchWorker =
  | { readonly type: 'started' }
  | { readonly type: 'working' }
  | { readonly type: 'answer'; readonly id: number; readonly found: Found }
  | { readonly type: 'answer'; readonly id: number; readonly error: string };

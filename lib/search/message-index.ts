import type { ArchiveChange, ArchiveOwner } from '@/lib/archive/archive-store';
import type { MessageHit } from '@/lib/model';
import type { Query } from './query';

/** The words of the archive's messages. Derived from the archive: it may be thrown away at any time. */
export interface MessageIndex {
  /** The number of the last change that is in it; 0 at first. */
  appliedUpTo(): number;
  /** Takes over changes, oldest first; all of them or, after a kill, none. */
  apply(changes: readonly ArchiveChange[]): void;
  /**
   * Messages of these owners that have all terms and pass all filters: the most relevant first, of equal ones the
   * newest. Where nothing is found, words of five letters and more that are in no message of theirs may have one typo.
   * Without terms the newest that pass the filters; an empty query finds nothing.
   */
  search(query: Query, limit: number, owners: readonly ArchiveOwner[]): readonly MessageHit[];
  close(): void;
}

/** Where an index is kept. */
export interface IndexFile {
  /** @throws DamagedIndexError */
  open(): MessageIndex;
  remove(): void;
}

/** The stored index can't be read: it is damaged, or another version of Tandem wrote it. */
export class DamagedIndexError extends Error {
  override readonly name = 'DamagedIndexError';
}

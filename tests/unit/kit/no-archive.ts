import type { ArchiveStore } from '@/lib/archive';

/** The archive of users who never switched it on. */
export const noArchive: ArchiveStore = {
  heads: async () => [],
  transcript: async () => null,
  put: () => Promise.reject(new Error('nobody switched the archive on')),
  mark: async () => undefined,
  turns: async () => null,
  setTurns: async () => undefined,
  remove: async () => undefined,
  removeOwners: async () => undefined,
  changesAfter: async () => [],
};

import type { ArchiveStore } from '@/lib/archive';

/**
 * The archive, with its index told of each change: what was deleted must not wait in the index for the next search.
 * Where nothing changes nothing is told, since whoever hears it starts for it.
 */
export function followedArchive(archive: ArchiveStore, changed: () => Promise<void>): ArchiveStore {
  // An index that can't hear it catches up with the next search.
  const tell = () => void changed().catch(() => undefined);
  return {
    ...archive,
    async put(...given) {
      await archive.put(...given);
      tell();
    },
    async remove(owner, keys) {
      await archive.remove(owner, keys);
      if (keys.length > 0) tell();
    },
    async removeOwners(isWanted) {
      let isAnyGone = false;
      await archive.removeOwners((owner) => {
        const stays = isWanted(owner);
        isAnyGone ||= !stays;
        return stays;
      });
      if (isAnyGone) tell();
    },
  };
}

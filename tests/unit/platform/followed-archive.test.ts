import { expect, it } from 'vitest';
import type { ArchiveOwner, ArchiveStore } from '@/lib/archive';
import { followedArchive } from '@/lib/platform/followed-archive';
import { noArchive } from '../kit/no-archive';

const dana: ArchiveOwner = { connection: 'a', identity: 'dana' };

function followed(changed: () => Promise<void>) {
  const archive: ArchiveStore = {
    ...noArchive,
    put: async () => undefined,
    removeOwners: async (isWanted) => void isWanted(dana),
  };
  return followedArchive(archive, changed);
}

it('when the archive changes, then the index is told, and otherwise it is not', async () => {
  let told = 0;
  const archive = followed(async () => {
    told += 1;
  });
  await archive.removeOwners(() => true);
  await archive.remove(dana, []);
  expect(told).toBe(0);
  await archive.put(dana, {} as never, {} as never);
  await archive.remove(dana, ['c/1']);
  await archive.removeOwners(() => false);
  expect(told).toBe(3);
});

it('when the index can’t be told, then the archive goes on', async () => {
  const archive = followed(() => Promise.reject(new Error('no worker')));
  await expect(archive.remove(dana, ['c/1'])).resolves.toBeUndefined();
});

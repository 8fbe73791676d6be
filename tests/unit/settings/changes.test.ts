import { expect, it } from 'vitest';
import { type DueWrite, mostChanges } from '@/lib/model';
import { answered, listed } from '@/lib/settings/change-history';
import { SettingsStore } from '@/lib/settings/settings-store';
import { TwoApps } from './two-apps';

it('when 501 writes are made, then the list of changes holds the 500 newest', async () => {
  const both = await TwoApps.start();
  const book = new SettingsStore(both.world.engine.store, Date.now, both.world.engine.log);
  const at = new Date().toISOString();
  for (let nth = 1; nth <= mostChanges + 1; nth++) {
    const due: DueWrite = { register: 'llm.temperature', place: 'librechat/preset', target: nth, restores: null };
    await book.commit(({ settings, changes }) => ({
      settings,
      changes: answered(listed(changes, due, settings, { at }), due, { kind: 'ok' }),
    }));
  }
  const targets = (await both.state()).changes.map(({ to }) => to);
  expect(targets).toHaveLength(500);
  expect([targets[0], targets.at(-1)]).toEqual([501, 2]);
  expect(targets).toEqual([...targets].sort((a, b) => Number(b) - Number(a)));
});

it('when the disk refuses a commit, then nothing of it is noted for a bug report', async () => {
  const both = await TwoApps.start();
  const { store, log } = both.world.engine;
  const settings = new SettingsStore(store, Date.now, log);
  const noted = () => log.entries.filter(({ event }) => event === 'setting-written').length;
  const writeTo = (target: string) =>
    settings.commit(({ settings }) => ({
      settings: {
        ...settings,
        replicas: settings.replicas.map((one) => ({ ...one, lastWrite: { state: 'coerced', target, got: target } })),
      },
    }));
  both.world.local.failure = new Error('full');
  await expect(writeTo('a')).rejects.toThrow('full');
  expect(noted()).toBe(0);
  both.world.local.failure = null;
  await writeTo('a');
  expect(noted()).toBeGreaterThan(0);
});

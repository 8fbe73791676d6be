import { expect, it } from 'vitest';
import { challenges, gatewayRefusals } from '../../apps/kit';
import { model, TwoApps, withLastUsed } from './two-apps';

const sonnet = model('anthropic', 'claude-sonnet-4-5');
/** AnythingLLM is there again, and read. */
const isBack = async (both: TwoApps) => {
  await both.anythingllm.up();
  both.anythingllm.log.clear();
  await both.sync();
};
const posts = (both: TwoApps) => both.anythingllm.log.matching({ method: 'POST', path: '/api/system/update-env' });

it('when an app is down, then an edit waits, and goes out once when it is back', async () => {
  const { both, chat } = await withLastUsed();
  await both.anythingllm.down();
  await both.edit('llm.model', sonnet);
  // Said at once, not at the next look.
  expect((await both.world.shown()).apps.anythingllm.status.problem).toMatchObject({ transient: true });
  expect(chat.held['llm.model']).toEqual({ endpoint: 'anthropic', model: sonnet.model });
  expect((await both.settings()).dueWrites).toMatchObject([{ place: 'anythingllm/system' }]);
  await both.edit('llm.model', model('openai', 'gpt-4o-mini'));
  await both.edit('llm.model', sonnet);
  expect((await both.settings()).outbox).toHaveLength(1);
  await isBack(both);
  expect(both.system).toEqual(sonnet);
  expect(posts(both)).toHaveLength(1);
  expect(await both.settings()).toMatchObject({ dueWrites: [], outbox: [] });
});

it('when the browser is closed, then an edit survives, and is delivered once', async () => {
  const { both } = await withLastUsed();
  await both.anythingllm.down();
  await both.edit('llm.model', sonnet);
  both.world.restartBrowser();
  await both.anythingllm.up();
  both.anythingllm.log.clear();
  await both.world.engine.settings.resume();
  await both.sync();
  expect(both.system).toEqual(sonnet);
  expect(posts(both)).toHaveLength(1);
});

it('when a waiting edit is cancelled, then it is never sent and later changes count', async () => {
  const { both, chat } = await withLastUsed();
  await both.edit('llm.model', model('openai', 'gpt-4o-mini'));
  await both.anythingllm.down();
  both.world.closePages('librechat');
  await both.edit('llm.model', sonnet);
  const [waiting] = (await both.settings()).outbox;
  await both.keeper.cancel(waiting?.id ?? '');
  expect(await both.settings()).toMatchObject({ dueWrites: [], outbox: [] });
  await both.anythingllm.up();
  both.anythingllm.state.env.OpenAiModelPref = 'gpt-4.1';
  await both.sync();
  expect(both.system).toEqual(model('openai', 'gpt-4.1'));
  expect(await both.settings()).toMatchObject({
    registers: { 'llm.model': { value: { value: model('openai', 'gpt-4.1') } } },
    conflicts: [],
  });
  expect(chat.held['llm.model']).toEqual({ endpoint: 'openAI', model: 'gpt-4o-mini' });
});

it('W2: when it waited over a week for an app, then it is tried again on demand only', async () => {
  const { both } = await withLastUsed();
  await both.anythingllm.down();
  await both.edit('llm.model', sonnet);
  both.world.clockShift += 8 * 24 * 3_600_000;
  await both.anythingllm.up();
  both.anythingllm.log.clear();
  await both.world.engine.heartbeat('input');
  await both.world.quiet();
  expect(posts(both)).toEqual([]);
  expect(await both.settings()).toMatchObject({ outbox: [], dueWrites: [], questions: [] });
  expect(await both.tried('anythingllm/system')).toMatchObject({ state: 'refused', code: 'expired' });
  await both.command((keeper) => keeper.retry('llm.model', 'anythingllm/system'));
  expect(both.system).toEqual(sonnet);
  expect(posts(both)).toHaveLength(1);
});

it('when an app fails at one place, then an edit goes to the others', async () => {
  const both = await TwoApps.start();
  const [workspace] = both.anythingllm.state.workspaces;
  if (!workspace) throw new Error('the sample has no workspace');
  await both.setRole('llm.model', `anythingllm/workspace:${workspace.slug}`, 'on');
  both.anythingllm.faults.add({ path: '/api/system/update-env', action: { status: 500 } });
  await both.edit('llm.model', sonnet);
  expect(workspace).toMatchObject({ chatProvider: 'anthropic', chatModel: sonnet.model });
  expect(both.system).toEqual(model('openai', 'gpt-4o'));
  expect((await both.world.shown()).apps.anythingllm.status.problem).toMatchObject({ code: 'server-error' });
  both.anythingllm.faults.clear();
  both.world.clockShift += 11 * 60_000;
  await both.sync();
  expect(both.system).toEqual(sonnet);
});

it.each(['json message 403', 'nginx 403', 'Cloudflare, managed', 'DataDome'] as const)(
  'when something in front refuses a write (%s), then it waits until let pass',
  async (refusal) => {
    for (const what of ['everything', 'the write alone'] as const) {
      const { both } = await withLastUsed();
      const { gateway, faults } = both.anythingllm;
      if (what === 'everything') gateway.stand(refusal);
      else faults.add({ method: 'POST', action: { ...gatewayRefusals, ...challenges }[refusal] });
      await both.edit('llm.model', sonnet);
      const { problem } = (await both.world.shown()).apps.anythingllm.status;
      expect(problem?.code).toMatch(/^(?:login-proxy|challenge)$/);
      expect((await both.settings()).dueWrites).toMatchObject([{ place: 'anythingllm/system' }]);
      gateway.leave();
      faults.clear();
      await both.sync();
      expect(both.system).toEqual(sonnet);
    }
  },
);

it('when an app asked for peace, then it gets it, even when the person edits', async () => {
  const both = await TwoApps.start();
  both.anythingllm.faults.add({ path: '/api/setup-complete', times: 1, action: { retryAfterSeconds: 600 } });
  await both.sync();
  both.anythingllm.log.clear();
  await both.edit('llm.model', sonnet);
  expect(both.anythingllm.log.matching({})).toEqual([]);
  both.world.clockShift += 601_000;
  await both.world.engine.heartbeat('input');
  await both.world.quiet();
  expect(both.system).toEqual(sonnet);
});

it('when an app failed, then news of the other one do not have it read', async () => {
  const both = await TwoApps.start();
  await both.world.quiet();
  await both.anythingllm.down();
  await both.command((keeper) => keeper.goOn());
  const failures = async () => {
    const [anythingllm] = await both.world.engine.connections();
    return (await both.world.engine.memory.get(anythingllm?.id ?? '', 'poll'))?.failures;
  };
  const before = await failures();
  expect(before).toBeGreaterThan(0);
  for (let round = 0; round < 3; round++) {
    const [, librechat] = await both.world.engine.connections();
    if (librechat) await both.world.engine.syncOne(librechat);
    await both.world.quiet();
  }
  expect(await failures()).toBe(before);
});

it('when nobody looks, then no session is refreshed for settings', async () => {
  const both = await TwoApps.start();
  await both.setRole('llm.model', 'librechat/preset', 'on');
  both.world.restartBrowser();
  both.world.clockShift += 20 * 60_000;
  both.librechat.log.clear();
  await both.world.engine.idle();
  await both.world.quiet();
  expect(both.anythingllm.log.matching({}).length).toBeGreaterThan(0);
  expect(both.librechat.log.matching({ path: '/api/auth/refresh' })).toEqual([]);
  await both.world.engine.heartbeat('input');
  await both.world.quiet();
  expect(both.librechat.log.matching({ path: '/api/auth/refresh' })).toHaveLength(1);
  expect(both.librechat.log.matching({ path: '/api/presets' }).length).toBeGreaterThan(0);
});

it('when only settings wait for an answer, then no app is said to be asked', async () => {
  const both = await TwoApps.start();
  await both.world.quiet();
  both.anythingllm.faults.add({ path: '/api/system/update-env', action: { delayMs: 300 } });
  await both.keeper.edit('llm.model', { value: sonnet });
  const { busy, settingsBusy } = await both.world.engine.viewStatus();
  expect({ busy, settingsBusy }).toEqual({
    busy: { anythingllm: false, librechat: false },
    settingsBusy: { anythingllm: true, librechat: expect.any(Boolean) },
  });
  await both.world.quiet();
});

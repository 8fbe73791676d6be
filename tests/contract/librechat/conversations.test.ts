import { afterEach, expect, it, vi } from 'vitest';
import { ALEX, type LibreChatApp, type LibreChatOptions, startLibreChat } from '../../apps/librechat';
import { call, list, page } from './as-alex';

let app: LibreChatApp;

// Making and listing 10,000 conversations takes a second, and ten on a machine that does ten other things.
vi.setConfig({ testTimeout: 30_000 });

const start = async (options: LibreChatOptions = {}): Promise<void> => {
  app = await startLibreChat(options);
};

afterEach(() => app.stop());

it('when 10,000 are paged, then each comes once, but for ties at a page’s end', async () => {
  await start({ sample: { conversations: 10_000 } });
  const own = app.conversationsOf(ALEX.email).filter((convo) => !convo.isArchived);
  const large = await page(app, '?limit=100000');
  expect(large).toHaveLength(own.length);
  const paged = await page(app, '?limit=1000');
  const ids = new Set(paged.map((convo) => convo.conversationId));
  expect(ids.size).toBe(paged.length);
  const times = new Map<string, number>();
  for (const { updatedAt } of own) times.set(updatedAt, (times.get(updatedAt) ?? 0) + 1);
  const tied = own.filter((convo) => (times.get(convo.updatedAt) ?? 0) > 1);
  expect(tied.length).toBeGreaterThan(20);
  const missing = own.filter((convo) => !ids.has(convo.conversationId));
  const tiedOnes = new Set(tied);
  expect(missing.every((convo) => tiedOnes.has(convo))).toBe(true);
});

it('when some are archived or temporary, then they are listed apart or not at all', async () => {
  await start();
  const temporary = app.addConversation(ALEX.email, { expiredAt: '2099-01-01T00:00:00.000Z' });
  const shown = await page(app, '?limit=1000');
  const archived = await page(app, '?limit=1000&isArchived=true');
  expect(archived.length).toBeGreaterThan(0);
  expect([...shown, ...archived].map((convo) => convo.conversationId)).not.toContain(temporary.conversationId);
  expect(shown.length + archived.length).toBe(app.conversationsOf(ALEX.email).length - 1);
});

it.each([
  ['update', { title: 'New' }],
  ['archive', { isArchived: false }],
  ['pin', { pinned: true }],
])('when %s changes a conversation, then it moves to the top', async (route, fields) => {
  await start();
  const { conversations } = await list(app, '');
  const conversationId = conversations[20]?.conversationId;
  await call(app, 'POST', `api/convos/${route}`, { arg: { conversationId, ...fields } });
  const after = await list(app, '');
  expect(after.conversations[0]?.conversationId).toBe(conversationId);
});

it('when three presets are saved at once as default, then two are', async () => {
  // Longer than three requests take to arrive on a busy machine.
  await start({ sample: 'empty', saveGapMs: 300 });
  const defaults = () => [...app.state.presets.values()].filter((preset) => preset.defaultPreset).length;
  const save = (title: string) => call(app, 'POST', 'api/presets', { title, endpoint: 'openAI', defaultPreset: true });
  for (const title of ['a', 'b', 'c']) await save(title);
  expect(defaults()).toBe(1);
  await Promise.all(['d', 'e', 'f'].map(save));
  expect(defaults()).toBe(2);
});

it('when a delete names no preset, then all are deleted', async () => {
  await start();
  expect(app.state.presets.size).toBeGreaterThan(1);
  const answer = await call(app, 'POST', 'api/presets/delete', {});
  expect([answer.status, app.state.presets.size]).toEqual([201, 0]);
});

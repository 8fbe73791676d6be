import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { AppAdapter } from '@/lib/apps/adapter';
import { anythingLlmPlatform } from '@/lib/apps/anythingllm/platform';
import { anythingLlmStock } from '@/lib/apps/anythingllm/stock';
import { freshValue } from '@/lib/apps/http';
import { libreChatPlatform } from '@/lib/apps/librechat/platform';
import { libreChatStock } from '@/lib/apps/librechat/stock';
import { rowsOf } from '@/lib/apps/rows';
import { settingsPlaces } from '@/lib/apps/settings-places';
import { Router, startStandIn } from '@/tests/apps/kit';
import { httpFor, running, signal } from './kit';

it('when some rows can’t be read, then the others keep their order and are counted', () => {
  const good = fc.record({ id: fc.string({ minLength: 1 }) });
  const bad = fc.constantFrom(null, 7, 'row', {}, { id: '' }, { id: 4 }, []);
  fc.assert(
    fc.property(fc.array(fc.oneof(good, bad)), (rows) => {
      const wire = rowsOf(z.looseObject({ id: z.string().check(z.minLength(1)) }));
      const items = rows.filter((row) => typeof Object(row).id === 'string' && Object(row).id !== '');
      expect(wire.parse(rows)).toEqual({ items, leftOut: rows.length - items.length });
    }),
  );
});

it('when a list is none, then it is refused', () => {
  for (const value of [null, {}, 'rows', undefined]) expect(rowsOf(z.unknown()).safeParse(value).success).toBe(false);
});

/** An adapter's client of a server that answers each of these paths with this. */
async function answering({ app, contract }: AppAdapter, answers: Readonly<Record<string, unknown>>) {
  const router = new Router();
  for (const [path, body] of Object.entries(answers)) router.get(path, (ctx) => ctx.json(200, body));
  return httpFor(app, await running(startStandIn({ router })), { contract });
}

const workspaces = [
  { id: 1, slug: '', name: 'An old row' },
  { id: 2, slug: 'good', name: 'Good', openAiTemp: { odd: true }, createdAt: 5 },
  { id: 3, slug: null, name: 'None' },
  { id: 4, name: 'Missing' },
  { id: null, slug: 'no-id' },
  { id: 5, slug: '..', name: 'Leads elsewhere' },
  { id: 6, slug: '\ud800', name: 'Half a character' },
  null,
];

it.each([
  ['AnythingLLM’s', anythingLlmStock, { workspaces }],
  ['a platform’s', anythingLlmPlatform, { workspaces }],
  ['a bare platform’s', anythingLlmPlatform, workspaces],
] as const)('when some of %s workspaces can’t be read, then the others come, counted', async (_name, adapter, body) => {
  const http = await answering(adapter, { '/api/workspaces': body });
  const answer = (await adapter.workspaces?.(http, { signal })) ?? { changed: false };
  expect(freshValue(answer).map(({ slug, temperature, createdAt }) => ({ slug, temperature, createdAt }))).toEqual([
    { slug: 'good', temperature: null, createdAt: null },
  ]);
  expect(answer).toMatchObject({ leftOut: 7 });
});

it('when some threads can’t be read, then the others come, counted', async () => {
  const threads = [{ slug: '', name: 'Old' }, { slug: 'good', name: 'Good' }, 4];
  const http = await answering(anythingLlmStock, { '/api/workspace/notes/threads': { threads } });
  const found = await anythingLlmStock.threads?.(http, 'notes', { signal });
  expect(found).toMatchObject({ value: [{ slug: 'good' }], leftOut: 2 });
});

const conversations = [{ conversationId: 'good', title: 4 }, { conversationId: '' }, { title: 'No id' }, null];
it.each([
  ['LibreChat’s', libreChatStock, '/api/convos', { conversations, nextCursor: null }],
  ['a platform’s', libreChatPlatform, '/api/conversations', { conversations }],
  ['a bare platform’s', libreChatPlatform, '/api/conversations', conversations],
] as const)('when some of %s chats can’t be read, then the others come', async (_name, adapter, path, body) => {
  const http = await answering(adapter, { [path]: body });
  const found = await adapter.conversations?.(http, { archived: false, limit: 25, after: null }, { signal });
  expect(found).toMatchObject({ value: { items: [{ id: 'good', title: 'New Chat' }], leftOut: 3, next: null } });
});

it('when a page holds nothing else, then the list goes on after it', async () => {
  const page = { conversations: [null, {}], nextCursor: btoa(JSON.stringify({ primary: 'a', secondary: 'b' })) };
  const http = await answering(libreChatStock, { '/api/convos': page });
  const found = await libreChatStock.conversations?.(http, { archived: false, limit: 2, after: null }, { signal });
  expect(found).toMatchObject({ value: { items: [], leftOut: 2, next: page.nextCursor } });
});

it('when some presets can’t be read, then the default is found, others counted', async () => {
  const preset = { presetId: 'p', endpoint: 'openAI', model: 'gpt-4o', defaultPreset: true, temperature: {} };
  const http = await answering(libreChatStock, { '/api/presets': [null, { presetId: 7 }, preset] });
  const found = await libreChatStock.llm(http, { signal });
  expect(found).toMatchObject({ value: [{ presetId: 'p', temperature: null }], leftOut: 2 });
});

it('when some models can’t be read, then the others are offered, counted', async () => {
  const models = { openAI: ['gpt-4o', null, '', { id: 'x' }], google: 'none', groq: ['llama'] };
  const http = await answering(libreChatStock, {
    '/api/endpoints': { openAI: {}, google: {}, groq: {} },
    '/api/models': models,
  });
  expect(await settingsPlaces.offers('librechat', http, { signal })).toEqual([
    { provider: 'openAI', models: ['gpt-4o'], leftOut: 3 },
    { provider: 'google', models: [], leftOut: 1 },
    { provider: 'groq', models: ['llama'] },
  ]);
});

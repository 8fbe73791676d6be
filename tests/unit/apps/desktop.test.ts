import { expect, it } from 'vitest';
import { createSystemPlace } from '@/lib/apps/anythingllm/system-place';
import { recogniseAnonymously, recogniseConnection } from '@/lib/apps/recognise';
import type { AppId } from '@/lib/model';
import { startAnythingLlm } from '@/tests/apps/anythingllm';
import type { StandIn } from '@/tests/apps/kit';
import { startLibreChat } from '@/tests/apps/librechat';
import { addressOf, httpFor, running, signal, standInFetch } from './kit';

const started = (desktop: boolean) => running(startAnythingLlm({ desktop }));
const recognised = async (app: AppId, server: StandIn) =>
  (await recogniseConnection(app, addressOf(server), {}, { fetch: standInFetch() })).chosen;

it('when the desktop app is found, then it is known to have no pages', async () => {
  const server = await started(true);
  const seen = await recogniseAnonymously(`${server.url}workspace/a`, 'anythingllm', signal, standInFetch());
  expect(seen).toMatchObject({ kind: 'found', address: { basePath: '/' }, facts: { hasPages: false } });
  expect((await recognised('anythingllm', server)).hasPages).toBe(false);
});

it('when a server or another app is found, then it has pages', async () => {
  expect((await recognised('anythingllm', await started(false))).hasPages).toBeUndefined();
  expect((await recognised('librechat', await running(startLibreChat()))).hasPages).toBeUndefined();
});

it.each([
  [true, { kind: 'ok' }, 'anythingllm_ollama'],
  [false, { kind: 'refused', code: 'provider-unknown' }, 'openai'],
])(
  'when the desktop’s own provider is wanted (desktop: %s), then only it takes it',
  async (desktop, outcome, after) => {
    const server = await started(desktop);
    const http = httpFor('anythingllm', server);
    const place = createSystemPlace();
    const own = { provider: 'anythingllm_ollama', model: 'llama3.2:latest' };
    if (desktop) expect((await place.read(http, { signal })).values['llm.model']).toEqual(own);
    server.state.env.OpenAiKey = 'sk-demo';
    server.state.env.LLMProvider = 'openai';
    server.state.env.OpenAiModelPref = 'gpt-4o';
    const outcomes = await place.write(http, { 'llm.model': own }, { signal });
    expect(outcomes['llm.model']).toMatchObject(outcome);
    expect(server.state.env.LLMProvider).toBe(after);
  },
);

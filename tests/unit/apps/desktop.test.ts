import { afterEach, expect, it } from 'vitest';
import { systemPlace } from '@/lib/apps/anythingllm/system-place';
import { createHttp } from '@/lib/apps/ky-http';
import { recogniseAnonymously, recogniseConnection } from '@/lib/apps/recognise';
import { adapterFor } from '@/lib/apps/registry';
import { startAnythingLlm } from '@/tests/apps/anythingllm';
import { startLibreChat } from '@/tests/apps/librechat';
import { standInFetch } from './stand-in-fetch';

const { signal } = new AbortController();
const ending: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0)) await end();
});

async function started(desktop: boolean) {
  const server = await startAnythingLlm({ desktop });
  ending.push(() => server.stop());
  const address = { origin: server.origin, basePath: '/' };
  const http = createHttp({
    address,
    app: 'anythingllm',
    credentials: { kind: 'none' },
    cookies: 'omit',
    classify: adapterFor('anythingllm', 'stock').classify,
    fetch: standInFetch(),
  });
  return { server, address, http };
}

it('when the desktop app is found, then it is known to have no pages', async () => {
  const { server, address } = await started(true);
  const seen = await recogniseAnonymously(`${server.url}workspace/a`, 'anythingllm', signal, standInFetch());
  expect(seen).toMatchObject({ kind: 'found', address: { basePath: '/' }, facts: { hasPages: false } });
  const { chosen } = await recogniseConnection('anythingllm', address, {}, { fetch: standInFetch() });
  expect(chosen.hasPages).toBe(false);
});

it('when a server or another app is found, then it has pages', async () => {
  const { address } = await started(false);
  const { chosen } = await recogniseConnection('anythingllm', address, {}, { fetch: standInFetch() });
  expect(chosen.hasPages).toBeUndefined();
  const chat = await startLibreChat();
  ending.push(() => chat.stop());
  const found = await recogniseConnection(
    'librechat',
    { origin: chat.origin, basePath: '/' },
    {},
    { fetch: standInFetch() },
  );
  expect(found.chosen.hasPages).toBeUndefined();
});

it.each([
  [true, { kind: 'ok' }, 'anythingllm_ollama'],
  [false, { kind: 'refused', code: 'provider-unknown' }, 'openai'],
])(
  'when the desktop’s own provider is wanted (desktop: %s), then only it takes it',
  async (desktop, outcome, after) => {
    const { server, http } = await started(desktop);
    const place = systemPlace();
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

import { expect, it } from 'vitest';
import { TwoApps } from './two-apps';

it('when AnythingLLM has no pages, then its look takes no part', async () => {
  const both = await TwoApps.start({ anythingllm: { desktop: true } });
  await both.world.openPage('librechat', { 'ui.theme': 'light' });
  await both.edit('ui.theme', 'dark');
  const { replicas } = await both.settings();
  expect(replicas.filter(({ register }) => register === 'ui.theme').map(({ id }) => id)).toEqual(['librechat/page']);
});

it('when the desktop app’s own provider was changed, then it is put back', async () => {
  const both = await TwoApps.start({ anythingllm: { desktop: true } });
  both.anythingllm.state.env.OpenAiKey = 'sk-demo';
  await both.edit('llm.model', { provider: 'openai', model: 'gpt-4o' });
  expect(both.anythingllm.state.env.LLMProvider).toBe('openai');
  const change = await both.changeAt('anythingllm/system');
  expect(await both.command((keeper) => keeper.putBack(change, 'me'))).toBe(true);
  expect(both.anythingllm.state.env.LLMProvider).toBe('anythingllm_ollama');
});

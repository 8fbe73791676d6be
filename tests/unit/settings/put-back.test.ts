import { expect, it } from 'vitest';
import { model, TwoApps } from './two-apps';

const former = 'claude-haiku-4-5';

/** AnythingLLM's default went to another provider, for which a model was set before. */
async function afterChange() {
  const both = await TwoApps.start();
  const { env } = both.anythingllm.state;
  env.AnthropicModelPref = former;
  const before = { ...env };
  await both.edit('llm.model', model('anthropic', 'claude-sonnet-4-5'));
  expect(env.AnthropicModelPref).toBe('claude-sonnet-4-5');
  return { both, env, before, change: await both.changeAt('anythingllm/system') };
}

it('W4: when a provider is put back, then its model is what it was before', async () => {
  const { both, env, before, change } = await afterChange();
  expect(await both.command((keeper) => keeper.putBack(change, 'me'))).toBe(true);
  expect(env).toEqual(before);
});

it('W4: when one of two changes is put back, then what that one overwrote returns', async () => {
  const { both, env, before, change } = await afterChange();
  await both.edit('llm.model', model('openai', 'gpt-4o-mini'));
  await both.edit('llm.model', model('anthropic', 'claude-opus-4-6'));
  const last = await both.changeAt('anythingllm/system');
  await both.command((keeper) => keeper.putBack(last, 'me'));
  expect(env).toMatchObject({ LLMProvider: 'openai', AnthropicModelPref: 'claude-sonnet-4-5' });
  await both.command((keeper) => keeper.putBack(change, 'me'));
  expect(env).toEqual(before);
});

it('W4: when a place has not joined again yet, then nothing can be put back there', async () => {
  const { both, change } = await afterChange();
  await both.anythingllm.down();
  await both.keeper.setRole('llm.model', 'anythingllm/system', 'off');
  await both.keeper.setRole('llm.model', 'anythingllm/system', 'on');
  expect(await both.keeper.putBack(change, 'me')).toBe(false);
});

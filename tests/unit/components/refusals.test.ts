import { expect, it } from 'vitest';
import { sayRefusal } from '@/components/settings/say-refusal';
import { panelWords } from '@/components/words/en/panel';
import type { RefusalCode } from '@/lib/apps/settings-place';
import { longSentences } from './kit';

/** Every code; the compiler finds a missing one. `expired`: Tandem itself gave the change up. */
const sentences: Readonly<Record<RefusalCode | 'expired', string>> = {
  'provider-unknown': 'refused: AnythingLLM has no provider Anthropic.',
  'endpoint-unknown': 'refused: AnythingLLM does not offer Anthropic.',
  'provider-not-configured': 'refused: Anthropic is not set up there, so chats would fail.',
  'model-not-settable': 'refused: Anthropic chooses its own model.',
  'model-unknown': 'refused: AnythingLLM does not offer claude-sonnet-4-6.',
  'key-missing': 'refused: AnythingLLM needs your key for Anthropic.',
  'max-tokens-not-settable': 'refused: the provider chosen there has no such setting.',
  'value-invalid': 'refused: claude-sonnet-4-6 is not possible there.',
  'role-refused': 'refused: only an admin can change it.',
  'origin-refused': 'refused: AnythingLLM accepts no changes from extensions.',
  'app-refused': 'refused by AnythingLLM.',
  gone: 'refused: the workspace no longer exists.',
  detached: 'refused: you removed Tandem’s preset or chose another default.',
  'preset-needs-model': 'refused: Tandem’s preset needs a model. Switch it on under Model first.',
  'preset-refused': 'refused: AnythingLLM did not save Tandem’s preset.',
  'default-is-agent':
    'refused: Tandem does not replace your default there, which is an agent, an assistant or set by its owner.',
  expired: 'your change waited for over a week, so it was not applied.',
  'presets-locked': 'refused: its owner switched presets off, or set the models.',
};

const said = (code: string) =>
  sayRefusal(code, 'llm.model', 'anythingllm/system', { provider: 'anthropic', model: 'claude-sonnet-4-6' });

it.each(Object.entries(sentences))('when the code is %s, then it is “%s”', (code, sentence) => {
  expect(said(code)).toBe(sentence);
  expect(longSentences(sentence)).toEqual([]);
});

it('when the catalogue has a sentence, then there is such a code', () => {
  expect(Object.keys(panelWords.stand.refused).sort()).toEqual(Object.keys(sentences).sort());
});

it('when a view does not know the code, then it names it', () => {
  expect(said('brand-new')).toBe('refused by AnythingLLM (brand-new).');
});

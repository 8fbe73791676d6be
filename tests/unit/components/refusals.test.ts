import { describe, expect, it } from 'vitest';
import { placeWords } from '@/components/settings/place-words';
import { refusalSentence, refusalSentences } from '@/components/settings/refusal-words';
import type { RefusalCode } from '@/lib/apps/settings-place';

/** Every code; the compiler sees to it that none is missing here. */
const sentences: Readonly<Record<RefusalCode, string>> = {
  'provider-unknown': 'AnythingLLM has no provider Anthropic.',
  'endpoint-unknown': 'AnythingLLM does not offer Anthropic.',
  'provider-not-configured': 'Anthropic is not set up there, so whoever chats would only get errors.',
  'model-not-settable': 'Anthropic chooses its model by itself.',
  'model-unknown': 'AnythingLLM does not offer claude-sonnet-4-6.',
  'key-missing': 'AnythingLLM needs your key for Anthropic.',
  'max-tokens-not-settable': 'the provider chosen there has no such setting.',
  'value-invalid': 'claude-sonnet-4-6 is not possible there.',
  'role-refused': 'only an admin may change it.',
  'origin-refused': 'AnythingLLM takes no changes from an extension.',
  'app-refused': 'AnythingLLM did not take it.',
  gone: 'the workspace does not exist any more.',
  detached: 'you removed Tandem’s preset or chose another default.',
  'preset-needs-model': 'Tandem’s preset needs a model: switch it on under Model first.',
  'preset-refused': 'AnythingLLM did not save Tandem’s preset.',
  'default-is-agent': 'your default there is an agent, an assistant or a prescribed one, which Tandem leaves alone.',
  'presets-locked': 'presets are switched off there, or the models are prescribed.',
};

const about = { app: 'anythingllm', provider: 'Anthropic', value: 'claude-sonnet-4-6' } as const;

describe('the reason of a refusal', () => {
  it.each(Object.entries(sentences))('%s: %s', (code, sentence) => {
    expect(refusalSentence(code, about)).toBe(sentence);
  });

  it('is there for every code, and for no others', () => {
    expect(Object.keys(refusalSentences).sort()).toEqual(Object.keys(sentences).sort());
  });

  it('is calm for a code that this view does not know', () => {
    expect(refusalSentence('brand-new', about)).toBe('AnythingLLM did not take it (brand-new).');
  });

  it('is the person’s own where they said no', () => {
    expect(placeWords.declined).toBe('you said: not this time.');
  });
});

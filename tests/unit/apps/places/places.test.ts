import { createSystemPlace } from '@/lib/apps/anythingllm/system-place';
import { createWorkspacePlace } from '@/lib/apps/anythingllm/workspace-place';
import { presetIdOf } from '@/lib/apps/librechat/preset-id';
import { ok, refused } from '../kit';
import { research, startAnythingLlmAccount, systemScenario } from './anythingllm-scenarios';
import { from, presetScenario, startLibreChatAccount } from './librechat-scenarios';
import { type Expectations, placeContract } from './place-contract';

const system: Omit<Expectations, 'start' | 'signIn'> = {
  holds: { 'llm.model': { provider: 'generic-openai', model: 'house-model' }, 'llm.maxTokens': 1024 },
  change: {
    changes: { 'llm.model': { provider: 'generic-openai', model: 'other-model' }, 'llm.maxTokens': 2048 },
    writes: [
      {
        path: 'api/system/update-env',
        body: { GenericOpenAiModelPref: 'other-model', GenericOpenAiMaxTokens: '2048' },
      },
    ],
  },
  coercion: {
    changes: { 'llm.model': { provider: 'generic-openai', model: 'other-model' } },
    mishap: { kind: 'altered', alter: () => ({ GenericOpenAiModelPref: 'third-model' }) },
    outcomes: { 'llm.model': { kind: 'coerced', got: { provider: 'generic-openai', model: 'third-model' } } },
  },
  refusal: {
    changes: { 'llm.model': { provider: 'anthropic', model: 'claude-sonnet-4-6' }, 'llm.maxTokens': -1 },
    outcomes: { 'llm.model': refused('provider-not-configured'), 'llm.maxTokens': refused('value-invalid') },
  },
};

for (const mode of ['open', 'password', 'multi'] as const) {
  placeContract(`AnythingLLM's system default (${mode})`, {
    ...system,
    signIn: mode === 'open' ? 'none' : 'needed',
    start: () => systemScenario(mode, createSystemPlace()),
  });
}

for (const mode of ['open', 'multi'] as const) {
  placeContract(`AnythingLLM's workspace (${mode})`, {
    signIn: mode === 'open' ? 'none' : 'needed',
    start: () => systemScenario(mode, createWorkspacePlace(research)),
    holds: { 'llm.model': { provider: null, model: null }, 'llm.temperature': 0.4 },
    change: {
      changes: { 'llm.model': { provider: 'generic-openai', model: 'house-model' }, 'llm.temperature': 0.4 },
      writes: [
        {
          path: `api/workspace/${research}/update`,
          body: { chatProvider: 'generic-openai', chatModel: 'house-model' },
        },
      ],
    },
    coercion: {
      changes: { 'llm.temperature': -1 },
      outcomes: { 'llm.temperature': { kind: 'coerced', got: null } },
    },
    refusal: {
      changes: { 'llm.model': { provider: 'made-up', model: 'x' }, 'llm.temperature': 'hot' },
      outcomes: { 'llm.model': refused('provider-unknown'), 'llm.temperature': refused('value-invalid') },
    },
  });
}

placeContract("LibreChat's default preset", {
  signIn: 'needed',
  start: () => presetScenario({ made: 'ours is the default' }),
  holds: {
    'llm.model': { endpoint: 'openAI', model: 'gpt-4o' },
    'llm.temperature': 0.2,
    'llm.maxTokens': 2048,
  },
  change: {
    changes: { 'llm.model': { endpoint: 'openAI', model: 'gpt-4.1' }, 'llm.maxTokens': 4096, 'llm.temperature': 0.2 },
    writes: [
      {
        path: 'api/presets',
        body: { presetId: await presetIdOf(from.origin, from.user), model: 'gpt-4.1', max_tokens: 4096 },
      },
    ],
  },
  coercion: {
    changes: { 'llm.temperature': 7, 'llm.maxTokens': 512 },
    mishap: { kind: 'altered', alter: (body) => ({ ...body, temperature: 2 }) },
    outcomes: { 'llm.temperature': { kind: 'coerced', got: 2 }, 'llm.maxTokens': ok },
  },
  refusal: {
    changes: { 'llm.model': { endpoint: 'openAI', model: 'gpt-9' }, 'llm.maxTokens': 1.5 },
    outcomes: { 'llm.model': refused('model-unknown'), 'llm.maxTokens': refused('value-invalid') },
  },
});

for (const shape of ['flat', 'wrapped'] as const) {
  placeContract(`AnythingLLM's platform account (${shape})`, {
    signIn: 'needed',
    start: async () => {
      const scenario = await startAnythingLlmAccount({ platform: { settings: shape } });
      const { state } = scenario.server;
      Object.assign(state.env, { LLMProvider: 'openai', OpenAiKey: 'sk-x', OpenAiModelPref: 'gpt-4o' });
      Object.assign(state.preferences, { temperature: 0.5, theme: 'dark', language: 'de' });
      return scenario;
    },
    holds: {
      'llm.model': { provider: 'openai', model: 'gpt-4o' },
      'llm.temperature': 0.5,
      'llm.maxTokens': 'absent',
      'ui.theme': 'dark',
      'ui.language': 'de',
    },
    change: {
      changes: {
        'llm.model': { provider: 'openai', model: 'gpt-4.1' },
        'llm.temperature': 0.5,
        'llm.maxTokens': 900,
        'ui.theme': 'light',
      },
      writes: [{ path: 'api/system/update', body: { OpenAiModelPref: 'gpt-4.1', maxTokens: 900, theme: 'light' } }],
    },
    coercion: {
      changes: { 'llm.temperature': 9 },
      mishap: { kind: 'altered', alter: () => ({ temperature: 2 }) },
      outcomes: { 'llm.temperature': { kind: 'coerced', got: 2 } },
    },
    refusal: {
      changes: { 'ui.language': 'fr' },
      mishap: { kind: 'altered', alter: () => ({}) },
      outcomes: { 'ui.language': refused('app-refused') },
    },
  });
}

for (const settings of ['flat', 'wrapped'] as const) {
  placeContract(`LibreChat's platform account (${settings})`, {
    signIn: 'needed',
    start: () =>
      startLibreChatAccount({ endpoint: 'openAI', model: 'gpt-4o', temperature: 1, theme: 'dark' }, { settings }),
    holds: {
      'llm.model': { provider: 'openAI', model: 'gpt-4o' },
      'llm.temperature': 1,
      'llm.maxTokens': 'absent',
      'ui.theme': 'dark',
      'ui.language': 'absent',
    },
    change: {
      changes: {
        'llm.model': { provider: 'google', model: 'gpt-4o' },
        'llm.temperature': 0.5,
        'ui.theme': 'dark',
        'ui.language': 'fr',
      },
      writes: [{ path: 'api/user/settings', body: { endpoint: 'google', temperature: 0.5, language: 'fr' } }],
    },
    coercion: {
      changes: { 'ui.theme': 'purple' },
      mishap: { kind: 'altered', alter: () => ({ theme: 'system' }) },
      outcomes: { 'ui.theme': { kind: 'coerced', got: 'system' } },
    },
    refusal: {
      changes: { 'ui.theme': 'light' },
      mishap: { kind: 'altered', alter: () => ({}) },
      outcomes: { 'ui.theme': refused('app-refused') },
    },
  });
}

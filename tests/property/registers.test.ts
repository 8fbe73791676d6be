import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { providers } from '@/lib/apps/anythingllm/providers';
import { isEqual, type Native, type Projection, type Shared } from '@/lib/reconcile';
import {
  anythingLlmLanguage,
  anythingLlmTextSize,
  anythingLlmTheme,
  endpointFor,
  guessEndpoint,
  knownProviders,
  languageOf,
  libreChatLanguage,
  libreChatTextSize,
  libreChatTheme,
  maxTokensOf,
  projectionOf,
  providerFor,
  temperatureUpTo,
} from '@/lib/registers';

const pairs: readonly {
  readonly name: string;
  readonly projections: readonly Projection[];
  readonly natives: fc.Arbitrary<Native>;
}[] = [
  {
    name: 'theme',
    projections: [projectionOf(anythingLlmTheme), projectionOf(libreChatTheme)],
    natives: fc.constantFrom('system', 'light', 'dark', 'default', 'high-contrast', ''),
  },
  {
    name: 'language',
    projections: [projectionOf(anythingLlmLanguage), projectionOf(libreChatLanguage)],
    natives: fc.constantFrom(
      'en',
      'en-us',
      'en-US',
      'de',
      'de-DE',
      'zh',
      'zh-tw',
      'zh-Hant',
      'zh-Hans',
      'pt',
      'pt-PT',
      'pt-BR',
      'lo',
      'uk-UA',
      'auto',
      '',
    ),
  },
  {
    name: 'text size',
    projections: [projectionOf(anythingLlmTextSize), projectionOf(libreChatTextSize)],
    natives: fc.constantFrom(
      'small',
      'normal',
      'large',
      'text-xs',
      'text-sm',
      'text-base',
      'text-lg',
      'text-xl',
      'huge',
    ),
  },
  {
    name: 'temperature',
    projections: [
      projectionOf(temperatureUpTo('a', 1)),
      projectionOf(temperatureUpTo('b', 2)),
      projectionOf(temperatureUpTo('c', Number.POSITIVE_INFINITY)),
    ],
    natives: fc.double({ min: 0, max: 3, noNaN: true }),
  },
  {
    name: 'max tokens',
    projections: [projectionOf(maxTokensOf('a')), projectionOf(maxTokensOf('b'))],
    natives: fc.double({ min: 0, max: 1e6, noNaN: true }),
  },
];

describe.each(pairs)('$name', ({ projections, natives }) => {
  it('a place’s own value comes back as it was, whatever was shared before', () => {
    fc.assert(
      fc.property(
        fc.nat(projections.length - 1),
        fc.array(fc.tuple(fc.nat(projections.length - 1), natives), { maxLength: 5 }),
        natives,
        (at, before, native) => {
          let shared: Shared | null = null;
          for (const [from, value] of before) shared = projections[from]?.lift(value, shared) ?? shared;
          const projection = projections[at];
          const lifted = projection?.lift(native, shared);
          if (projection && lifted !== undefined) expect(projection.project(lifted)).toEqual(native);
        },
      ),
    );
  });

  it('what one place says, and the other writes, is no change when it is read back', () => {
    fc.assert(
      fc.property(fc.nat(projections.length - 1), fc.nat(projections.length - 1), natives, (from, to, native) => {
        const shared = projections[from]?.lift(native, null);
        const written = shared === undefined ? undefined : projections[to]?.project(shared);
        if (shared === undefined || written === undefined) return;
        expect(isEqual(projections[to]?.lift(written, shared), shared)).toBe(true);
      }),
    );
  });
});

describe('languageOf', () => {
  it.each([
    ['de-DE', 'de'],
    ['EN-us', 'en'],
    ['zh', 'zh-Hans'],
    ['zh-tw', 'zh-Hant'],
    ['zh-Hant', 'zh-Hant'],
    ['zh-HK', 'zh-Hant'],
    ['zh-Hans-HK', 'zh-Hans'],
    ['auto', undefined],
    ['', undefined],
    ['de_DE', undefined],
  ])('%s is %s', (tag, language) => {
    expect(languageOf(tag)).toBe(language);
  });
});

describe('languages of both apps', () => {
  it.each([
    ['de', 'de-DE'],
    ['pt', 'pt-BR'],
    ['zh-tw', 'zh-Hant'],
    ['en', 'en-US'],
    ['lo', undefined],
  ])('AnythingLLM’s %s is LibreChat’s %s', (native, other) => {
    const shared = projectionOf(anythingLlmLanguage).lift(native, null);
    expect(shared && projectionOf(libreChatLanguage).project(shared)).toBe(other);
  });
});

describe('the provider map', () => {
  it('knows every provider of AnythingLLM', () => {
    expect([...knownProviders].filter((id) => id !== 'huggingface').sort()).toEqual(Object.keys(providers).sort());
  });

  it.each(knownProviders.map((provider) => ({ provider })))(
    '$provider goes to an endpoint and back',
    ({ provider }) => {
      const offered = [
        'openAI',
        'azureOpenAI',
        'anthropic',
        'google',
        'bedrock',
        'ollama',
        'Groq',
        'Mistral',
        'MyProxy',
      ];
      const own = { provider, endpoint: 'MyProxy' };
      expect(endpointFor(provider, offered, [own])).toBe('MyProxy');
      expect(providerFor('MyProxy', [own])).toBe(provider);
      const endpoint = endpointFor(provider, offered, []);
      if (endpoint !== null) expect(providerFor(endpoint, [])).toBe(provider);
    },
  );

  it.each([
    ['openai', 'openAI'],
    ['gemini', 'google'],
    ['ollama', 'ollama'],
    ['groq', 'Groq'],
    ['generic-openai', null],
    ['xai', null],
  ])('%s is LibreChat’s %s', (provider, endpoint) => {
    expect(endpointFor(provider, ['openAI', 'google', 'ollama', 'Groq', 'agents'], [])).toBe(endpoint);
  });

  it('knows no provider for agents, assistants and names of the admin’s own', () => {
    for (const endpoint of ['agents', 'assistants', 'azureAssistants', 'MyProxy'])
      expect(providerFor(endpoint, [])).toBeNull();
  });

  it('does not give an endpoint that the person paired with another provider', () => {
    expect(endpointFor('openai', ['openAI'], [{ provider: 'generic-openai', endpoint: 'openAI' }])).toBeNull();
  });

  it('guesses by the models that both name', () => {
    const offered = { openAI: ['gpt-4o'], MyProxy: ['llama3.1:8b', 'qwen2.5'] };
    expect(guessEndpoint(new Set(['qwen2.5', 'llama3.1:8b']), offered)).toBe('MyProxy');
    expect(guessEndpoint(new Set(['nothing']), offered)).toBeNull();
  });
});

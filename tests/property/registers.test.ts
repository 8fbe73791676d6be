import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  anythingLlmLanguage,
  anythingLlmTextSize,
  anythingLlmTheme,
  languageOf,
  libreChatLanguage,
  libreChatTextSize,
  libreChatTheme,
  projectionFor,
  projectionOf,
  temperatureUpTo,
  tokens,
} from '@/lib/settings/definitions';
import { isEqual, type Native, type Projection, type Shared } from '@/lib/settings/rules';

const anyName = fc.constantFrom('openai', 'openAI', 'OpenAI', 'groq', 'Groq', 'litellm', 'MyProxy', 'agents', 'mine');
const anyModel = fc.constantFrom('gpt-4o', 'llama', 'gone');
const endpoints = { openAI: ['gpt-4o'], Groq: ['llama', 'gpt-4o'], groq: ['llama'], MyProxy: null, agents: null };
const providerAliases = [{ provider: 'litellm', endpoint: 'MyProxy' }];

const settings: readonly {
  readonly name: string;
  readonly projections: readonly Projection[];
  readonly natives: fc.Arbitrary<Native>;
}[] = [
  {
    name: 'theme',
    projections: [projectionOf(anythingLlmTheme), projectionOf(libreChatTheme)],
    natives: fc.constantFrom('system', 'light', 'dark', 'default', 'high-contrast', 'high-contrast-dark', ''),
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
      projectionOf(temperatureUpTo(1)),
      projectionOf(temperatureUpTo(2)),
      projectionOf(temperatureUpTo(Number.POSITIVE_INFINITY)),
    ],
    natives: fc.double({ min: 0, max: 3, noNaN: true }),
  },
  {
    name: 'max tokens',
    projections: [projectionOf(tokens)],
    natives: fc.double({ min: 0, max: 1e6, noNaN: true }),
  },
  {
    name: 'model',
    projections: (
      ['anythingllm/system', 'librechat/preset', 'librechat/last-used', 'librechat/account'] as const
    ).flatMap((place) =>
      [endpoints, null].map((offered) => projectionFor('llm.model', place, { providerAliases, endpoints: offered })),
    ),
    natives: fc.oneof(
      fc.record({ provider: anyName, model: fc.option(anyModel) }),
      fc.record({ endpoint: anyName, model: fc.option(anyModel) }),
      fc.constant({ provider: null, model: null }),
    ),
  },
];

describe.each(settings)('$name', ({ projections, natives }) => {
  it('C4: when a value is lifted, then its place says it, whatever was shared before', () => {
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
          if (!projection || lifted === undefined) return;
          expect(projection.says(native, lifted)).toBe(true);
        },
      ),
    );
  });

  it('when another place writes a lifted value, then reading it back is no change', () => {
    fc.assert(
      fc.property(fc.nat(projections.length - 1), fc.nat(projections.length - 1), natives, (from, to, native) => {
        const shared = projections[from]?.lift(native, null);
        const written = shared === undefined ? undefined : projections[to]?.project(shared);
        if (shared === undefined || written === undefined) return;
        expect(isEqual(projections[to]?.lift(written, shared), shared)).toBe(true);
      }),
    );
  });

  it('C4: when another place says a value, then it lifts to the same one', () => {
    const at = fc.nat(projections.length - 1);
    fc.assert(
      fc.property(at, natives, at, natives, (first, one, second, other) => {
        const shared = projections[first]?.lift(one, null);
        if (shared === undefined || !projections[second]?.says(other, shared)) return;
        const both = projections[second]?.lift(other, shared);
        expect(both).toEqual(shared);
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
  ])('when a tag is %s, then its language is %s', (tag, language) => {
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
  ])('when AnythingLLM says %s, then LibreChat says %s', (native, other) => {
    const shared = projectionOf(anythingLlmLanguage).lift(native, null);
    expect(shared && projectionOf(libreChatLanguage).project(shared)).toBe(other);
  });
});

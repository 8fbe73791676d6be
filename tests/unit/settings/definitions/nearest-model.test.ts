import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nearestModel } from '@/lib/settings/definitions';

const models = fc.oneof(
  fc.string(),
  fc
    .array(fc.constantFrom('gpt', 'claude', 'llama', '4o', '3.5', '70b', 'mini', 'sonnet', 'latest', '20241022'), {
      minLength: 1,
      maxLength: 4,
    })
    .map((parts) => parts.join('-')),
);

it.each([
  ['gpt-4o', ['gpt-4.1', 'gpt-4o-mini', 'o3-mini'], 'gpt-4o-mini'],
  ['claude-sonnet-4-6', ['claude-haiku-4-5', 'claude-sonnet-4-5', 'claude-3-5-sonnet-20241022'], 'claude-sonnet-4-5'],
  ['anthropic/claude-sonnet-4-5', ['claude-haiku-4-5', 'claude-sonnet-4-5'], 'claude-sonnet-4-5'],
  ['llama3.2:3b', ['qwen2.5:7b', 'llama3.1:8b'], 'llama3.1:8b'],
  [
    'claude-3-5-sonnet-latest',
    ['claude-3-5-haiku-20241022', 'claude-3-5-sonnet-20241022'],
    'claude-3-5-sonnet-20241022',
  ],
  ['GPT-4O', ['gpt-4o', 'gpt-4.1'], 'gpt-4o'],
  ['gemini-2.5-pro', ['gpt-4o', 'claude-sonnet-4-5'], null],
  ['gpt-4o', [], null],
  ['', ['gpt-4o'], null],
])('when %s is wanted among %j, then the nearest is %j', (wanted, offered, nearest) =>
  expect(nearestModel(wanted, offered)).toBe(nearest),
);

it('when a nearest model is found, then it is one of those offered', () =>
  fc.assert(
    fc.property(models, fc.array(models), (wanted, offered) => {
      const found = nearestModel(wanted, offered);
      expect(found === null || offered.includes(found)).toBe(true);
    }),
  ));

it('when the model itself is offered, then it is the nearest', () =>
  fc.assert(
    fc.property(models, fc.array(models), (wanted, others) => {
      expect(nearestModel(wanted, [...others, wanted])).toBe(wanted);
    }),
  ));

it('when the offer is in another order, then the nearest model is the same', () =>
  fc.assert(
    fc.property(models, fc.array(models), (wanted, offered) => {
      expect(nearestModel(wanted, [...offered].reverse())).toBe(nearestModel(wanted, offered));
    }),
  ));

import { expect, it } from 'vitest';
import { toOwner } from '@/lib/apps/librechat/owner';

type Config = Parameters<typeof toOwner>[0];

const config = (more: Record<string, unknown>): Config => ({
  ...{ appTitle: 'LibreChat', serverDomain: '', emailLoginEnabled: true, socialLogins: [] },
  ...more,
});
const spec = (name: string, more: object = {}) => ({
  ...{ name, label: `The ${name}`, preset: { endpoint: 'openAI', model: `gpt-${name}` } },
  ...more,
});
const told = (shown: object | undefined, modelSpecs: object | undefined) => {
  const { presets, first, yieldsTo } = toOwner(config({ interface: shown, modelSpecs }));
  return [presets, first, yieldsTo];
};
const [off, on] = [
  { presets: false, modelSelect: false },
  { presets: true, modelSelect: true },
];
const list = [spec('a'), spec('b')];
const soft = [spec('a'), spec('b', { softDefault: true })];
const fixed = [spec('a'), spec('b', { default: true })];

// As `api/config` answers for such files (measured: facts/librechat-owner); `prioritize` is true unless the file says no.
it.each<[string, object | undefined, object | undefined, unknown[]]>([
  ['nothing', on, undefined, ['on', null, 'any']],
  ['nothing, in an older version', undefined, undefined, ['on', null, 'any']],
  ['no presets', { presets: false, modelSelect: true }, undefined, ['off', null, 'any']],
  ['no choice of models', { presets: true, modelSelect: false }, undefined, ['off', null, 'any']],
  ['a list', off, { prioritize: true, list }, ['off', 'a', 'listed']],
  ['a list that does not come first', off, { prioritize: false, list }, ['off', 'a', 'listed']],
  ['a list beside presets', on, { prioritize: true, list }, ['on', 'a', 'listed']],
  ['a list beside presets, not first', on, { prioritize: false, list }, ['on', null, 'any']],
  ['a soft default', off, { prioritize: true, list: soft }, ['off', 'b', 'listed']],
  ['a soft default beside presets', on, { prioritize: true, list: soft }, ['on', 'b', 'any']],
  [
    'a soft default beside agents alone',
    on,
    { prioritize: true, list: soft, addedEndpoints: ['agents'] },
    ['on', 'b', 'listed'],
  ],
  [
    'a soft default beside one endpoint',
    on,
    { prioritize: true, list: soft, addedEndpoints: ['agents', 'openAI'] },
    ['on', 'b', 'any'],
  ],
  ['a default beside presets', on, { prioritize: true, list: fixed }, ['off', 'b', 'nothing']],
  ['a default that does not come first', on, { prioritize: false, list: fixed }, ['off', 'b', 'nothing']],
  ['that only the list is used', on, { enforce: true, prioritize: false, list }, ['off', 'a', 'listed']],
  ['an empty list', on, { enforce: false, prioritize: true, list: [] }, ['on', null, 'any']],
])('when LibreChat’s owner sets %s, then it is known how chats start', (_name, shown, modelSpecs, expected) => {
  expect(told(shown, modelSpecs)).toEqual(expected);
});

it('when the owner lists models, then they are named without damaged ones', () => {
  const agent = spec('c', { label: undefined, preset: { endpoint: 'agents', agent_id: 'agent_1' } });
  const { specs } = toOwner(config({ modelSpecs: { list: [spec('a'), null, { label: 'nameless' }, agent] } }));
  expect(specs).toEqual([
    { name: 'a', label: 'The a', provider: 'openAI', model: 'gpt-a' },
    { name: 'c', label: 'c', provider: 'agents', model: null },
  ]);
});

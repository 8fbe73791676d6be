import fc from 'fast-check';
import { expect, it } from 'vitest';
import { activePlaces, idlePlaces, type LlmPlace, leadingPlace, type OwnerChoice } from '@/lib/model';

const place = (name: LlmPlace['place'], model: string | null, spec?: string): LlmPlace => ({
  ...{ place: name, provider: model && 'openAI', model, temperature: null, maxTokens: null },
  ...(spec !== undefined && { spec }),
});
const preset = place('default-preset', 'of-preset');
const used = place('last-used', 'of-last-used');
const specs = ['a', 'b'].map((name) => ({ name, label: name.toUpperCase(), provider: 'openAI', model: `of-${name}` }));
const picked = place('last-used', null, 'b');
const owner = (more: Partial<OwnerChoice>): OwnerChoice => ({
  ...{ presets: 'off', specs, first: 'a', yieldsTo: 'listed' },
  ...more,
});
const listed = owner({});
const soft = owner({ presets: 'on', yieldsTo: 'any' });
const off = owner({ specs: [], first: null, yieldsTo: 'any' });
const first = place('last-used', null, 'a');
const gone = place('last-used', null, 'gone');

// Each case was seen in the pages of 0.8.7 and of 16e4d1419, on a server with such a file.
it.each<[string, readonly LlmPlace[], OwnerChoice | undefined, string]>([
  ['nothing is chosen', [], undefined, 'undefined undefined'],
  ['a model was used last', [used], undefined, 'last-used of-last-used'],
  ['there is a default preset', [used, preset], undefined, 'default-preset of-preset'],
  ['presets are off', [used, preset], off, 'last-used of-last-used'],
  ['the owner lists specs', [used, preset], listed, 'owner of-a'],
  ['another of them was picked', [picked, preset], listed, 'last-used of-b'],
  ['the page noted their first as used last by itself', [first], listed, 'owner of-a'],
  ['one that was picked is listed no more', [gone], listed, 'owner of-a'],
  ['one is the default', [picked, preset], owner({ yieldsTo: 'nothing' }), 'owner of-a'],
  ['they come first although presets are on', [used, preset], owner({ presets: 'on' }), 'owner of-a'],
  ['one is the soft default, and a model was used', [used], soft, 'last-used of-last-used'],
  ['one is the soft default, and there is a default preset', [picked, preset], soft, 'default-preset of-preset'],
  ['one is the soft default, and nothing was used', [], soft, 'owner of-a'],
  ['they do not come first, and one was picked', [picked], { ...soft, first: null }, 'last-used of-b'],
])('when %s, then it is known what new chats start with', (_name, places, owner, expected) => {
  const { place: from, model } = leadingPlace({ places: [...places], ...(owner && { owner }) }) ?? {};
  expect(`${from} ${model}`).toBe(expected);
});

const anyHeld = fc.record({
  places: fc.subarray([preset, used]),
  owner: fc.record({
    presets: fc.constantFrom('on' as const, 'off' as const),
    specs: fc.constant(specs),
    first: fc.constantFrom('a', 'b'),
    yieldsTo: fc.constantFrom('nothing' as const, 'listed' as const, 'any' as const),
  }),
});

it('when a place is told to be idle, then new chats never follow it', () => {
  fc.assert(
    fc.property(anyHeld, (held) => {
      const idle = idlePlaces(held);
      const leading = leadingPlace(held)?.place;
      if (idle.includes('librechat/last-used')) expect(leading).not.toBe('last-used');
      if (idle.includes('librechat/preset')) expect(leading).not.toBe('default-preset');
      if (held.places.includes(used) && !idle.includes('librechat/last-used')) expect(leading).toBe('last-used');
    }),
  );
});

it('when presets are off, then a default preset has no say', () => {
  expect(activePlaces({ places: [used, preset] })).toEqual([used, preset]);
  expect(activePlaces({ places: [used, preset], owner: owner({}) })).toEqual([used]);
});

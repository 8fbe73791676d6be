import { expect, it } from 'vitest';
import { commonLanguages } from '@/components/settings/languages';
import { placeName } from '@/components/settings/place-name';
import { hasOwnPreset, isAnywhere, placesOf } from '@/components/settings/place-participation';
import { readRoles } from '@/components/settings/read-roles';
import { type AppUser, type PlaceId, registerIds, type Settings } from '@/lib/model';
import { anythingLlmLanguage, libreChatLanguage, registersAt } from '@/lib/settings/definitions';
import { connection, user, workspaces } from '../../gallery/sample';
import { arranged, at, both } from './kit';

const reach = (settingsReach: AppUser['settingsReach'], mode: AppUser['mode'] = 'accounts') =>
  both(at('anythingllm', {}, { user: user({ settingsReach, mode }) }));
const roles = (
  register: Parameters<typeof readRoles>[0],
  settings: Partial<Settings> = {},
  apps: ReturnType<typeof both> = reach('mine'),
) => readRoles(register, arranged(settings, apps), { apps, workspaces });
const told = ({ places }: ReturnType<typeof roles>) => places.map(({ place, chosen }) => `${place} ${chosen}`);
const platform = {
  anythingllm: at(
    'anythingllm',
    {},
    { connection: { ...connection('anythingllm', '', 'http://x'), contract: 'platform' } },
  ),
  librechat: at(
    'librechat',
    {},
    { connection: { ...connection('librechat', 'Acme', 'http://y'), contract: 'platform' } },
  ),
} as const;

it('when nothing was chosen, then only what is the person’s own takes part', () => {
  expect(told(roles('llm.model'))).toEqual(['anythingllm/system on', 'librechat/last-used on', 'librechat/preset off']);
  expect(told(roles('ui.theme'))).toEqual(['anythingllm/page on', 'librechat/page on']);
  expect(told(roles('llm.temperature'))).toEqual(['librechat/preset off']);
  expect(told(roles('llm.maxTokens'))).toEqual(['anythingllm/system on', 'librechat/preset off']);
});

it('when a place is everyone’s, then it stays off until it is switched on', () => {
  const everyone = roles('llm.model', {}, reach('everyone'));
  expect(everyone.places[0]).toMatchObject({
    chosen: 'off',
    note: 'shared',
    isOpen: true,
  });
  const on = roles('llm.model', { participation: { 'llm.model/anythingllm/system': 'on' } }, reach('everyone'));
  expect(on.places[0]).toMatchObject({ chosen: 'on' });
});

it('when only an admin may change a place, then it can’t be switched on', () => {
  expect(roles('llm.model', {}, reach('read-only')).places[0]).toMatchObject({
    chosen: 'off',
    note: 'admin',
    isOpen: false,
  });
});

it('when the preset is switched on, then all that it holds is on', () => {
  const on = { participation: { 'llm.model/librechat/preset': 'on' } } as const;
  expect(told(roles('llm.temperature', on))).toEqual(['librechat/preset on']);
  const apart = { participation: { ...on.participation, 'llm.temperature/librechat/preset': 'off' } } as const;
  expect(told(roles('llm.temperature', apart))).toEqual(['librechat/preset off']);
});

it('when a workspace is chosen, then it is listed and no longer offered', () => {
  const { workspaces: found } = roles('llm.model', {
    participation: { 'llm.model/anythingllm/workspace:thesis': 'on' },
  });
  expect(found?.chosen).toMatchObject([{ name: 'Workspace “Thesis”', chosen: 'on' }]);
  expect(found?.free.map(({ slug }) => slug)).not.toContain('thesis');
  expect(found?.free).toHaveLength(workspaces.length - 1);
  expect(found?.shared).toBe(true);
  expect(roles('llm.model', {}, reach('mine', 'open')).workspaces?.shared).toBe(false);
  expect(roles('ui.theme').workspaces).toBeNull();
  expect(roles('llm.maxTokens').workspaces).toBeNull();
});

it('when the person is a member, then no workspace is offered', () => {
  const as = (role: string) =>
    both(at('anythingllm', {}, { user: user({ role, mode: 'accounts', settingsReach: 'read-only' }) }));
  const chosen = { participation: { 'llm.model/anythingllm/workspace:thesis': 'on' } } as const;
  for (const register of ['llm.model', 'llm.temperature'] as const) {
    expect(roles(register, {}, as('default')).workspaces).toMatchObject({ chosen: [], free: [] });
    expect(roles(register, {}, as('manager')).workspaces?.free).toHaveLength(workspaces.length);
    expect(roles(register, {}, as('admin')).workspaces?.free).toHaveLength(workspaces.length);
  }
  // One that was chosen when the person still was a manager.
  expect(roles('llm.model', chosen, as('default')).workspaces?.chosen).toMatchObject([
    { isOpen: false, note: 'admin' },
  ]);
  expect(roles('llm.model', chosen, as('manager')).workspaces?.chosen).toMatchObject([{ note: null }]);
});

it('when the apps are a platform’s, then settings are kept in the account', () => {
  expect(placesOf('ui.theme', arranged({}, platform))).toEqual(['anythingllm/account', 'librechat/account']);
  expect(placesOf('ui.textSize', arranged({}, platform))).toEqual([]);
  expect(roles('llm.model', {}, platform).workspaces).toBeNull();
  expect(placeName('librechat/account', { apps: platform, workspaces })).toBe('Your account at Acme');
  expect(placeName('anythingllm/account', { apps: platform, workspaces })).toBe('Your account at AnythingLLM');
});

it('when a setting is kept nowhere, then that is known', () => {
  expect(isAnywhere('llm.temperature', arranged())).toBe(false);
  const participation = { 'llm.temperature/anythingllm/workspace:thesis': 'on' } as const;
  expect(isAnywhere('llm.temperature', arranged({ participation }))).toBe(true);
  expect(isAnywhere('llm.model', arranged({}, reach('read-only')))).toBe(true);
  expect(isAnywhere('llm.model', arranged({ modes: { 'llm.model': 'off' } }))).toBe(false);
});

it('when the person’s own default preset decides, then that is noticed', () => {
  const settings = (participation: Settings['participation'] = {}) => arranged({ participation });
  expect(hasOwnPreset('llm.model', settings(), both())).toBe(true);
  expect(hasOwnPreset('ui.theme', settings(), both())).toBe(false);
  expect(hasOwnPreset('llm.model', settings({ 'llm.model/librechat/preset': 'on' }), both())).toBe(false);
  const none = both(at('anythingllm'), at('librechat', {}, { llm: { places: [] } }));
  expect(hasOwnPreset('llm.model', settings(), none)).toBe(false);
});

it('when a setting is shown, then with all places that can hold it and no other', () => {
  const known: readonly PlaceId[] = [
    'anythingllm/system',
    'anythingllm/page',
    'librechat/last-used',
    'librechat/preset',
    'librechat/page',
  ];
  for (const register of registerIds) {
    expect([...placesOf(register, arranged())].sort()).toEqual(
      known.filter((place) => registersAt(place).includes(register)).sort(),
    );
    expect(placesOf(register, arranged({}, platform))).toEqual(
      (['anythingllm/account', 'librechat/account'] as const).filter((place) => registersAt(place).includes(register)),
    );
  }
});

it('when languages are offered, then both apps can hold each of them', () => {
  const all = [
    ...'ar bs ca cs da de en es et fa fi fr he hr hu hy id is it ja ka ko lo lt lv nb nl nn pl pt ro ru sk sl sv'.split(
      ' ',
    ),
    ...'th tr ug uk vi zh-Hans zh-Hant'.split(' '),
  ];
  const canHold = (tag: string) =>
    libreChatLanguage.write(tag) !== undefined && anythingLlmLanguage.write(tag) !== undefined;
  expect(all.filter(canHold)).toEqual(commonLanguages);
});

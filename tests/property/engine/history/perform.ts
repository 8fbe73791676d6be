import { type AppId, appIds, type Json, type PlaceId, type RegisterId } from '@/lib/model';
import type { Diary } from '../oracle/diary';
import { knownAt } from '../oracle/peek';
import { valuesOf } from '../world/places';
import type { Person } from '../world/server';
import type { SimWorld } from '../world/world';
import type { Action } from './actions';
import { askViews, wish } from './ask-views';

export const people: Readonly<Record<AppId, readonly Person[]>> = {
  anythingllm: [
    { id: 'ada', role: 'admin' },
    { id: 'bob', role: 'default' },
  ],
  librechat: [
    { id: 'ann', role: 'default' },
    { id: 'ben', role: 'default' },
  ],
};

/** Does what an action says to the world, and notes in the diary what people meant by it. */
export function perform(world: SimWorld, diary: Diary, action: Action): void {
  diary.causes += 1;
  switch (action.kind) {
    case 'edit':
      wish(world, diary, action.register, action.value, (keeper) => keeper.edit(action.register, action.value));
      return;
    case 'page':
      chooseInPage(world, diary, action);
      return;
    case 'place':
      changePlace(world, diary, action);
      return;
    case 'fault': {
      const faults = world.servers[action.app].faults;
      faults.set(action.local, [...(faults.get(action.local) ?? []), action.fault]);
      return;
    }
    case 'unmake-preset': {
      const identity = world.identityAt('librechat');
      if (identity !== null) world.removeByHand('librechat', 'preset', identity, action.standing);
      diary.excuse('detached', ({ from }) => from === 'librechat/preset');
      return;
    }
    case 'app-writes':
      for (const tab of world.origins.anythingllm.tabs) tab.writeByItself();
      return;
    case 'down':
    case 'up':
      world.servers[action.app].isUp = action.kind === 'up';
      return;
    case 'expire':
      world.servers[action.app].expire();
      return;
    case 'sign-out':
      diary.excuse('signed out', ({ from }) => from !== 'edit');
      world.signOut(action.app);
      return;
    case 'sign-in':
      signIn(world, diary, action.app, people[action.app][action.who] as Person);
      return;
    case 'close-tabs':
      world.origins[action.app].closeAll();
      return;
    case 'open-tab':
      world.openTab(action.app);
      return;
    case 'kill':
      world.kill();
      return;
    case 'restart':
      world.restartBrowser();
      return;
    case 'look':
      world.say((engine) => engine.heartbeat('input'));
      return;
    case 'sync':
      world.say((engine) => engine.sync());
      return;
    case 'pass':
      // A page believes what is kept beside its settings for a day: nobody may have been there to hear of it.
      if (action.ms > 86_400_000)
        diary.excuse('kept too long', ({ from }) => from.endsWith('/page') || from.endsWith('/last-used'));
      return;
    default:
      askViews(world, diary, action);
      return;
  }
}

function chooseInPage(
  world: SimWorld,
  diary: Diary,
  { app, register, text }: Action & { readonly kind: 'page' },
): void {
  const origin = world.origins[app];
  const held = origin.held(register);
  const native = (from: string | null): Json | undefined =>
    from === null ? undefined : register === 'llm.model' ? (JSON.parse(from) as Json) : from;
  const place: PlaceId = register === 'llm.model' ? 'librechat/last-used' : `${app}/page`;
  const isOurs = knownAt(world, app) === world.identityAt(app);
  const how = world.chooseInPage(app, register, text);
  if (how === 'not chosen') return;
  diary.chosen(place, register, native(text) ?? null, native(held));
  const last = diary.choices.at(-1);
  if (last && how === 'as before') last.excuse ??= 'what the page believed anyway';
  if (last && !isOurs) last.excuse ??= 'of somebody not known yet';
}

function changePlace(world: SimWorld, diary: Diary, { app, local, values }: Action & { readonly kind: 'place' }): void {
  const identity = world.identityAt(app);
  if (identity === null || !world.servers[app].isUp) return;
  const place = world.servers[app].place(local, identity);
  if (place.standing !== 'here') return;
  const isOurs = knownAt(world, app) === identity;
  // What a place has no such setting for can't be set there.
  if (Object.keys(values).some((register) => !(register in valuesOf(local, { ...place.held, ...values })))) return;
  for (const [key, value] of Object.entries(values)) {
    const register = key as RegisterId;
    diary.chosen(`${app}/${local}`, register, value, place.held[register]);
    const last = diary.choices.at(-1);
    if (last && !isOurs) last.excuse ??= 'of somebody not known yet';
  }
  world.changeByHand(app, local, identity, values);
}

function signIn(world: SimWorld, diary: Diary, app: AppId, person: Person): void {
  if (world.servers[app].mode === 'open') {
    world.openTab(app);
    return;
  }
  const isOther = appIds.some((each) => each === app && knownAt(world, each) !== person.id);
  if (isOther) {
    diary.excuse('somebody else came', () => true);
    diary.somebodyElse();
  }
  diary.excuse('signed in', ({ from }) => from.startsWith(`${app}/`));
  world.signIn(app, person);
}

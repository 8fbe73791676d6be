import { type AppId, appIds, type Json, type RegisterId } from '@/lib/model';
import type { Diary } from '../oracle/diary';
import { knownAt, peek, type Stored } from '../oracle/peek';
import { valuesOf } from '../world/places';
import type { Person } from '../world/server';
import type { SimWorld } from '../world/world';
import type { Action } from './actions';

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
      return wish(world, diary, action.register, action.value, (keeper) => keeper.edit(action.register, action.value));
    case 'page':
      return chooseInPage(world, diary, action);
    case 'place':
      return changePlace(world, diary, action);
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
      return world.servers[action.app].expire();
    case 'sign-out':
      diary.excuse('signed out', ({ from }) => from !== 'edit');
      return world.signOut(action.app);
    case 'sign-in':
      return signIn(world, diary, action.app, people[action.app][action.who] as Person);
    case 'close-tabs':
      return world.origins[action.app].closeAll();
    case 'open-tab':
      return world.openTab(action.app);
    case 'kill':
      return world.kill();
    case 'restart':
      return world.restartBrowser();
    case 'look':
      return world.say((engine) => engine.look('input'));
    case 'sync':
      return world.say((engine) => engine.sync());
    case 'pass':
      return;
    default:
      return ask(world, diary, action);
  }
}

type Wish = Exclude<
  Action,
  {
    readonly kind:
      | 'edit'
      | 'page'
      | 'place'
      | 'fault'
      | 'unmake-preset'
      | 'app-writes'
      | 'down'
      | 'up'
      | 'expire'
      | 'sign-out'
      | 'sign-in'
      | 'close-tabs'
      | 'open-tab'
      | 'kill'
      | 'restart'
      | 'look'
      | 'sync'
      | 'pass';
  }
>;

/** What a person asks of Tandem's views, which show what is stored. */
function ask(world: SimWorld, diary: Diary, action: Wish): void {
  const stored = peek(world);
  if (!stored) return;
  const { settings, changes, people: pair } = stored;
  const say = (work: (keeper: SimWorld['engine']['settings']) => Promise<unknown>) =>
    world.say((engine) => work(engine.settings));
  const nth = <T>(list: readonly T[]): T | undefined => ('nth' in action ? list[action.nth % list.length] : undefined);
  switch (action.kind) {
    case 'pause':
      diary.excuse('paused', ({ from }) => from !== 'edit');
      return say((keeper) => keeper.pause());
    case 'go-on':
      return say((keeper) => keeper.goOn());
    case 'pair-providers':
      return say((keeper) => keeper.pairProviders({ provider: 'generic-openai', endpoint: 'MyProxy' }));
    case 'mode':
      if (action.mode === 'off') diary.excuse('off', (one) => one.register === action.register && one.from !== 'edit');
      return say((keeper) => keeper.setMode(action.register, action.mode));
    case 'role': {
      const target = action.place === null ? nth(roleTargets(stored)) : ([action.register, action.place] as const);
      if (!target) return;
      const [register, place] = target;
      diary.excuse('role', (one) => one.from === place);
      return say((keeper) => keeper.setRole(register, place, action.role));
    }
    case 'approve': {
      const question = nth(settings.questions.filter((one) => one.kind === 'approve'));
      if (question?.kind !== 'approve') return;
      const { register, replica: place, target } = question;
      if (action.answer === 'yes') diary.said({ people: pair, register, place, target });
      return say((keeper) => keeper.answer(register, place, target, action.answer));
    }
    case 'compare': {
      const question = nth(settings.questions.filter((one) => one.kind === 'compare'));
      if (question?.kind !== 'compare') return;
      const { register, options } = question;
      const meaningful = options.filter(({ shared }) => shared !== null);
      const option = action.take === null ? undefined : meaningful[action.take % meaningful.length];
      if (!option?.shared) return say((keeper) => keeper.compare([{ register, take: null }]));
      const { shared, replica } = option;
      return wish(world, diary, register, shared, (keeper) => keeper.compare([{ register, take: replica }]), 'maybe');
    }
    case 'cancel': {
      const edit = nth(settings.outbox);
      if (!edit) return;
      diary.excuse('cancelled', ({ register }) => register === edit.register);
      return say((keeper) => keeper.cancel(edit.id));
    }
    case 'put-back': {
      const change = nth(changes);
      if (!change) return;
      diary.excuse('put back', ({ from, register }) => from === change.place && register === change.register);
      return say((keeper) => keeper.putBack(change.id));
    }
    case 'retry': {
      const replica = nth(settings.replicas.filter(({ tried }) => tried !== null));
      return replica && say((keeper) => keeper.retry(replica.register, replica.id));
    }
    case 'use-everywhere': {
      const replica = nth(settings.replicas.filter(({ role }) => role !== 'off'));
      if (!replica) return;
      const { register, id } = replica;
      return wish(world, diary, register, null, (keeper) => keeper.useEverywhere(register, id), 'maybe');
    }
    case 'conflict': {
      const conflict = nth(settings.conflicts);
      if (!conflict) return;
      diary.settled.push(conflict.kept.value, conflict.lost.value);
      const { register, lost } = conflict;
      if (action.take === 'kept') return say((keeper) => keeper.settleConflict(conflict.id, 'kept'));
      return wish(world, diary, register, lost.value, (keeper) => keeper.settleConflict(conflict.id, 'lost'), 'maybe');
    }
  }
}

const roleTargets = ({ settings }: Stored): readonly (readonly [RegisterId, string])[] => {
  const known = settings.replicas.map(({ register, id }) => [register, id] as const);
  const isStock = settings.replicas.some(({ id }) => id === 'anythingllm/system');
  return isStock
    ? [...known, ['llm.model', 'anythingllm/workspace:a'], ['llm.temperature', 'anythingllm/workspace:a']]
    : known;
};

/** @param certainty `maybe`: what was shown may be gone by the time that it is asked for. */
function wish(
  world: SimWorld,
  diary: Diary,
  register: RegisterId,
  value: Json,
  work: (keeper: SimWorld['engine']['settings']) => Promise<unknown>,
  certainty: 'certain' | 'maybe' = 'certain',
): void {
  const stored = peek(world);
  if (!stored) return;
  const choice = diary.edited(stored, register, value);
  if (certainty === 'maybe') choice.excuse = 'maybe not shown any more';
  world.say(async (engine) => {
    await work(engine.settings);
    // Whatever is answered is stored.
    if (engine === world.engine) choice.heard = true;
  });
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
  const place = register === 'llm.model' ? 'librechat/last-used' : `${app}/page`;
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
  if (world.servers[app].mode === 'open') return world.openTab(app);
  const isOther = appIds.some((each) => each === app && knownAt(world, each) !== person.id);
  if (isOther) diary.excuse('somebody else came', () => true);
  diary.excuse('signed in', ({ from }) => from.startsWith(`${app}/`));
  world.signIn(app, person);
}

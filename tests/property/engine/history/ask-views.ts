import { appIds, type Json, type PlaceId, type RegisterId } from '@/lib/model';
import type { SettingsCommands } from '@/lib/settings';
import type { Diary } from '../oracle/diary';
import { knownAt, peek, replicaIn, type Stored } from '../oracle/peek';
import type { SimWorld } from '../world/world';
import type { Wish } from './actions';

/** What a person asks of Tandem's views, which show what is stored. */
export function askViews(world: SimWorld, diary: Diary, action: Wish): void {
  const stored = peek(world);
  if (!stored) return;
  const { settings, changes, people: pair } = stored;
  const say = (work: (keeper: SettingsCommands) => Promise<unknown>) =>
    world.say((engine) => work(engine.settings.of(pair)));
  const nth = <T>(list: readonly T[]): T | undefined => ('nth' in action ? list[action.nth % list.length] : undefined);
  switch (action.kind) {
    case 'begin':
      say((keeper) => keeper.compare([], 'follow'));
      return;
    case 'pause':
      diary.excuse('paused', ({ from }) => from !== 'edit');
      say((keeper) => keeper.pause());
      return;
    case 'go-on':
      say((keeper) => keeper.goOn());
      return;
    case 'alias-provider':
      say((keeper) => keeper.aliasProvider({ provider: 'generic-openai', endpoint: 'MyProxy' }));
      return;
    case 'mode':
      if (action.mode === 'off') diary.excuse('off', (one) => one.register === action.register && one.from !== 'edit');
      say((keeper) => keeper.setMode(action.register, action.mode));
      return;
    case 'role': {
      const target = action.place === null ? nth(roleTargets(stored)) : ([action.register, action.place] as const);
      if (!target) return;
      const [register, place] = target;
      diary.excuse('role', (one) => one.from === place);
      diary.roleAsked(register, place, action.role);
      say((keeper) => keeper.setRole(register, place, action.role));
      return;
    }
    case 'approve': {
      const question = nth(settings.questions.filter((one) => one.kind === 'approve'));
      if (question?.kind !== 'approve') return;
      const { register, place, target } = question;
      if (action.answer === 'yes') diary.said({ people: pair, register, place, target });
      say((keeper) => keeper.answer(register, place, target, action.answer));
      return;
    }
    case 'compare': {
      const question = nth(settings.questions.filter((one) => one.kind === 'compare'));
      if (question?.kind !== 'compare') return;
      const { register, options } = question;
      const meaningful = options.filter(({ shared }) => shared !== null);
      const option = action.take === null ? undefined : meaningful[action.take % meaningful.length];
      if (!option?.shared) {
        say((keeper) => keeper.compare([{ register, take: null }], 'leave'));
        return;
      }
      const { shared, place } = option;
      wish(world, diary, register, shared, (keeper) => keeper.compare([{ register, take: place }], 'leave'), 'maybe');
      return;
    }
    case 'cancel': {
      const edit = nth(settings.outbox);
      if (!edit) return;
      diary.excuse('cancelled', ({ register }) => register === edit.register);
      say((keeper) => keeper.cancel(edit.id));
      return;
    }
    case 'put-back': {
      const change = nth(changes);
      if (!change) return;
      diary.excuse('put back', ({ from, register }) => from === change.place && register === change.register);
      const { register, place, from } = change;
      // As the view does: what others use is asked about first, and wanted back for everyone.
      const meantFor = replicaIn(stored, register, place)?.audience === 'others' ? 'everyone' : 'me';
      if (meantFor === 'everyone' && from !== 'absent')
        diary.said({ people: pair, register, place, target: from.value });
      say((keeper) => keeper.putBack(change.id, meantFor));
      return;
    }
    case 'retry': {
      const replica = nth(settings.replicas.filter(({ lastWrite, pinned }) => lastWrite !== null || pinned !== null));
      if (replica) say((keeper) => keeper.retry(replica.register, replica.id));
      return;
    }
    case 'use-everywhere': {
      const replica = nth(settings.replicas.filter(({ role }) => role !== 'off'));
      if (!replica) return;
      const { register, id } = replica;
      wish(world, diary, register, null, (keeper) => keeper.useEverywhere(register, id), 'maybe');
      return;
    }
    case 'conflict': {
      const conflict = nth(settings.conflicts);
      if (!conflict) return;
      diary.settled.push(conflict.kept.value, conflict.lost.value);
      const { register, lost } = conflict;
      if (action.take === 'kept') {
        say((keeper) => keeper.resolveConflict(conflict.id, 'kept'));
        return;
      }
      wish(world, diary, register, lost.value, (keeper) => keeper.resolveConflict(conflict.id, 'lost'), 'maybe');
      return;
    }
  }
}

const roleTargets = ({ settings }: Stored): readonly (readonly [RegisterId, PlaceId])[] => {
  const known = settings.replicas.map(({ register, id }) => [register, id] as const);
  const isStock = settings.replicas.some(({ id }) => id === 'anythingllm/system');
  return isStock
    ? [...known, ['llm.model', 'anythingllm/workspace:a'], ['llm.temperature', 'anythingllm/workspace:a']]
    : known;
};

/** @param certainty `maybe`: what was shown may be gone by the time that it is asked for. */
export function wish(
  world: SimWorld,
  diary: Diary,
  register: RegisterId,
  value: Json,
  work: (keeper: SettingsCommands) => Promise<unknown>,
  certainty: 'certain' | 'maybe' = 'certain',
): void {
  const stored = peek(world);
  if (!stored) return;
  const choice = diary.edited(stored, register, value);
  if (certainty === 'maybe') choice.excuse = 'maybe not shown any more';
  if (appIds.some((app) => knownAt(world, app) !== world.identityAt(app))) choice.excuse ??= 'somebody else is there';
  world.say(async (engine) => {
    await work(engine.settings.of(stored.people));
    // Whatever is answered is stored.
    if (engine === world.engine) choice.heard = true;
  });
}

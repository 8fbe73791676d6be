import type { DesiredSettings } from '@/lib/messaging/protocol';
import {
  type AppId,
  baseOf,
  type Json,
  type Participation,
  type PlaceId,
  type RegisterId,
  type Settings,
  valueIn,
} from '@/lib/model';
import { projectionFor } from '@/lib/settings/definitions';
import { isEqual, isHalfway } from '@/lib/settings/rules';
import { decodeRecord } from '@/lib/store';
import type { Applied } from '../world/places';
import type { SimWorld } from '../world/world';
import { peek, replicaIn, type Stored } from './peek';

/** A value that a person set. */
export interface Choice {
  readonly people: string;
  readonly register: RegisterId;
  /** `edit`, or a place. */
  readonly from: PlaceId | 'edit';
  /** Shared form of an edit, else the place's own. */
  readonly value: Json;
  readonly order: number;
  /** Why it need not be taken in; null: it must. */
  excuse: string | null;
  /** Whether Tandem answered; what it did not answer may be lost with its worker. */
  heard: boolean;
  /** O4: whether a write of Tandem's replaced just this there lately. */
  isFormer: boolean;
}

const appOf = (place: string): AppId => (place.startsWith('anythingllm/') ? 'anythingllm' : 'librechat');

/** What is wrong about telling this to a page of an app, as the settings stand. */
function wrongsOf({ values }: DesiredSettings, app: AppId, settings: Settings): string[] {
  const wrong: string[] = settings.paused ? ['while paused'] : [];
  for (const [name, value] of Object.entries(values)) {
    const register = name as RegisterId;
    const place = register === 'llm.model' ? 'librechat/last-used' : `${app}/page`;
    const replica = settings.replicas.find((one) => one.register === register && one.id === place);
    const base = replica ? baseOf(replica) : null;
    if (!replica || base === null) return [...wrong, `${register} is set at a place that has not joined`];
    if (replica.pinned?.by !== 'put-back' && replica.role !== 'follows' && replica.role !== 'both')
      wrong.push(`${register} does not follow`);
    const { lastWrite } = replica;
    // What is there already is to stay.
    if (register !== 'llm.model' && isEqual(valueIn(base), value)) continue;
    if (!settings.inStep.includes(register) || settings.modes[register] === 'off')
      wrong.push(`${register} is not wanted`);
    // LibreChat's next document is given again what is there already.
    const isStored = (lastWrite?.state === 'ok' || lastWrite?.state === 'sending') && isEqual(lastWrite.target, value);
    if (!isStored) wrong.push(`${register} was not stored before`);
  }
  return wrong;
}

/** Of people who are not known yet. */
export const anybody = '*';

interface Yes {
  readonly people: string;
  readonly register: RegisterId;
  readonly place: string;
  readonly target: Json;
}

/** What the people did, and what reached the places, as an impartial witness saw it. */
export class Diary {
  readonly choices: Choice[] = [];
  readonly yeses: Yes[] = [];
  readonly applied: Applied[] = [];
  /** Conflicts that the person put away, by their two values. */
  readonly settled: Json[] = [];
  readonly violations: string[] = [];
  /** Actions that let Tandem write anew. */
  causes = 0;
  #order = 0;
  readonly #texts: { readonly people: string; readonly text: string }[] = [];
  /** What the person asked of a setting's places last, whether or not Tandem has come to it. */
  readonly #roles = new Map<string, Participation>();
  /** What Tandem's writes replaced at a place since it was last changed otherwise, by `place/register/identity`. */
  readonly #replaced = new Map<string, { readonly value: Json; readonly at: number }[]>();

  constructor(private readonly world: () => SimWorld) {}

  /** The person set a value in one of Tandem's views. */
  edited({ people }: Stored, register: RegisterId, value: Json): Choice {
    return this.#add({ people, register, from: 'edit', value });
  }

  roleAsked(register: RegisterId, place: string, role: Participation): void {
    this.#roles.set(`${register}/${place}`, role);
  }

  /** Somebody set a value at a place by hand. @param held What it held before */
  chosen(place: PlaceId, register: RegisterId, value: Json, held: Json | undefined): void {
    const stored = peek(this.world());
    const choice = this.#add({ people: stored?.people ?? anybody, register, from: place, value });
    choice.excuse = stored ? this.#excuseAt(stored, place, register, value, held) : 'nobody is known';
    if (!stored) {
      this.somebodyElse();
      return;
    }
    const key = `${place}/${register}/${stored.pair[appOf(place)].identity}`;
    const since = this.world().now() - 24 * 60 * 60_000;
    // One that joined anew, or was changed otherwise, is told from one that holds what Tandem wrote.
    const isOurs = (replicaIn(stored, register, place)?.lastWrite ?? null) !== null;
    choice.isFormer =
      isOurs && (this.#replaced.get(key)?.some((one) => one.at > since && isEqual(one.value, value)) ?? false);
    if (!isEqual(held, value)) this.#replaced.delete(key);
  }

  /** Whatever was replaced before is forgotten with the people whose settings these were. */
  somebodyElse(): void {
    this.#replaced.clear();
  }

  #excuseAt(stored: Stored, place: PlaceId, register: RegisterId, value: Json, held: Json | undefined): string | null {
    const { settings, context } = stored;
    // C5: what means nothing elsewhere when it is chosen stays there, also if it comes to mean something later.
    if (projectionFor(register, place, context).lift(value, null) === undefined) return 'means nothing elsewhere';
    const replica = replicaIn(stored, register, place);
    if (!replica || baseOf(replica) === null) return 'not joined';
    if (replica.link.state === 'joining') return 'never read';
    if (replica.role !== 'leads' && replica.role !== 'both') return 'does not lead';
    if (this.#roles.get(`${register}/${place}`) === 'off') return 'is not to take part any more';
    if (settings.paused) return 'paused';
    if (settings.modes[register] === 'off') return 'off';
    if (isEqual(held, value)) return 'no change';
    const base = valueIn(baseOf(replica)) ?? null;
    if (isEqual(base, value)) return 'back to what was read';
    if (replica.lastWrite?.state === 'sending' && isHalfway(value, base, replica.lastWrite.target))
      return 'like a half write';
    if (replica.lastWrite?.state === 'coerced' && isEqual(value, replica.lastWrite.got)) return 'like what was bent';
    return null;
  }

  #add(choice: Omit<Choice, 'order' | 'excuse' | 'heard' | 'isFormer'>): Choice {
    this.causes += 1;
    const added = { ...choice, order: this.#order++, excuse: null, heard: choice.from !== 'edit', isFormer: false };
    this.choices.push(added);
    return added;
  }

  /** Whatever is not yet taken in need not be. */
  excuse(why: string, isMeant: (choice: Choice) => boolean): void {
    for (const choice of this.choices) if (isMeant(choice)) choice.excuse ??= why;
  }

  said(yes: Yes): void {
    this.yeses.push(yes);
  }

  /** Tandem is about to send a write, and has stored it. */
  begun({ app, local, identity, changes }: Omit<Applied, 'former'>): void {
    const world = this.world();
    const place = `${app}/${local}`;
    const stored = peek(world);
    const say = (what: string) => this.violations.push(`${place} ${JSON.stringify(changes)}: ${what}`);
    if (!stored) return void say('written while somebody is not known');
    if (stored.pair[app].identity !== identity) return void say(`of ${stored.people}, sent as ${identity}`);
    const { settings } = stored;
    if (settings.paused) say('written while paused');
    for (const [key, target] of Object.entries(changes)) {
      const register = key as RegisterId;
      const replica = replicaIn(stored, register, place);
      const change = stored.changes.find(
        (one) => one.register === register && one.place === place && isEqual(one.to, target) && one.state === 'sending',
      );
      if (!change) say('not in the list of changes');
      if (replica?.lastWrite?.state !== 'sending' || !isEqual(replica.lastWrite.target, target))
        say('not stored before it left');
      if (!settings.inStep.includes(register)) say('of a setting that nobody wanted in step');
      if (settings.modes[register] === 'off') say('of a setting that is off');
      if (!replica || replica.role === 'off') say('to a place that is off');
      else if (replica.pinned?.by !== 'put-back' && replica.role === 'leads') say('to a place that only leads');
      else if (baseOf(replica) === null) say('to a place that has not joined');
      if (replica?.audience === 'others') this.#checkYes(stored.people, register, place, target, say);
      if (change?.by === 'edit' && !this.#wasWanted(stored.people, register)) say('nobody of these wanted it');
    }
  }

  /** A page of an app is told what to hold: what is set there was stored before, for the people who are there. */
  desired(app: AppId, desired: DesiredSettings): void {
    const { values } = desired;
    if (Object.keys(values).length === 0) return;
    const now = peek(this.world());
    let wrong = now ? wrongsOf(desired, app, now.settings) : ['nobody is known'];
    // Between making an answer and handing it over something else may be stored, or somebody may leave; the page is asked
    // again at once.
    for (const { people, settings } of this.#lately()) {
      if (wrong.length === 0) return;
      if (!now || decodeURIComponent(people).includes(now.people)) wrong = wrongsOf(desired, app, settings);
    }
    this.violations.push(...wrong.map((what) => `answer to ${app} ${JSON.stringify(values)}: ${what}`));
  }

  /** Remembers what is stored, for a while. */
  stored(items: Readonly<Record<string, unknown>>): void {
    for (const [name, text] of Object.entries(items))
      if (name.includes(':settings:')) this.#texts.push({ people: name, text: String(text) });
    this.#texts.splice(0, this.#texts.length - 40);
  }

  /** The youngest first. */
  *#lately(): Generator<{ readonly people: string; readonly settings: Settings }> {
    for (const { people, text } of [...this.#texts].reverse()) {
      const decoded = decodeRecord('settings', text);
      if (decoded.ok) yield { people, settings: decoded.data };
    }
  }

  #checkYes(people: string, register: RegisterId, place: string, target: Json, say: (what: string) => void): void {
    const found = this.yeses.some(
      (yes) => yes.people === people && yes.register === register && yes.place === place && isEqual(yes.target, target),
    );
    if (!found) say('what others use, without a yes');
  }

  #wasWanted(people: string, register: RegisterId): boolean {
    return this.choices.some(
      (choice) => choice.people === people && choice.register === register && choice.from === 'edit',
    );
  }

  /** A write of Tandem's reached a place. */
  reached(write: Applied, sinceTouched: number): void {
    this.applied.push(write);
    const { app, local, identity, changes, former } = write;
    const isOverrun = this.world().servers[app].place(local, identity).touched !== sinceTouched;
    for (const [register, target] of Object.entries(changes)) {
      const key = `${app}/${local}/${register}/${identity}`;
      const value = former[register as RegisterId];
      if (isEqual(value, target)) continue;
      const before = value === undefined || isOverrun ? [] : (this.#replaced.get(key) ?? []);
      this.#replaced.set(key, value === undefined ? [] : [...before, { value, at: this.world().now() }]);
    }
    if (!isOverrun) return;
    // Between the comparison and the write there is no way to notice a change.
    this.excuse('overrun', ({ from, register }) => from === `${app}/${local}` && register in changes);
  }
}

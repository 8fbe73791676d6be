import type { KeyedQueue } from '@/lib/async';
import type { CompareAnswers, MeantFor, PlannedWrite, RestoredDefault } from '@/lib/messaging/protocol';
import {
  type AppId,
  appIds,
  appOfPlace,
  baseOf,
  isPresetOn,
  type Json,
  type Listed,
  type Mode,
  type Offers,
  type Participation,
  type PlaceId,
  presetPlace,
  type RegisterId,
  type Settings,
} from '@/lib/model';
import { records } from '@/lib/store';
import { advance, sharedAt } from './advance';
import { presetGivenUp } from './change-history';
import type { Delivery, DeliveryParts } from './delivery';
import { readOffers } from './model-offers';
import {
  aliasProvider,
  answer,
  cancel,
  compared,
  type Edits,
  editOf,
  leavePreset,
  putBackChange,
  resolveConflict,
  setMode,
  setPaused,
  setRole,
  tryAgain,
} from './settings-reducers';
import type { SettingsReducer, SettingsSnapshot, SettingsStore } from './settings-store';

/** What an app offers is shown as it was read within this time, in ms. */
const freshOffers = 60_000;

export interface SettingsCommandsParts extends Pick<DeliveryParts, 'ports' | 'store'> {
  readonly settings: SettingsStore;
  readonly delivery: Delivery;
  readonly queue: KeyedQueue<'command'>;
  /** Plans and begins what follows from a commit. */
  readonly follow: (snapshot: SettingsSnapshot | null) => Promise<void>;
  /** Reads an app's places, and writes what is due there. */
  readonly read: (app: AppId) => Promise<void>;
}

/** What a user can ask of the settings that are kept in step. Each resolves once it is stored. */
export class SettingsCommands {
  constructor(private readonly parts: SettingsCommandsParts) {}

  async edit(register: RegisterId, value: Json): Promise<void> {
    await this.editAll([{ register, value }]);
  }

  /** Several settings at once: all of them are stored, or none. */
  async editAll(edits: readonly { readonly register: RegisterId; readonly value: Json }[]): Promise<void> {
    await this.#change(undefined, { edits: edits.flatMap(({ register, value }) => editOf(register, value)) });
  }

  /** @returns False: what the place holds means nothing to other places. */
  async useEverywhere(register: RegisterId, place: PlaceId): Promise<boolean> {
    let isMeant = false;
    // As it stands when that is stored: a later edit, which is stored meanwhile, must not be undone by an older value.
    await this.#change(undefined, ({ signedIn, settings }) => {
      const value = sharedAt(settings, signedIn, register, place) ?? null;
      isMeant = value !== null;
      return value === null ? {} : { edits: editOf(register, value) };
    });
    return isMeant;
  }

  async cancel(editId: string): Promise<void> {
    await this.#change(({ signedIn, settings }) => ({ settings: cancel(settings, signedIn, editId) }));
  }

  async setMode(register: RegisterId, mode: Mode): Promise<void> {
    await this.#changeAndReadAll(({ settings }) => ({ settings: setMode(settings, register, mode) }));
  }

  async setRole(register: RegisterId, place: PlaceId, role: Participation): Promise<RestoredDefault | null> {
    const isLeaving = place === presetPlace && register === 'llm.model' && role === 'off';
    const restored = await this.#inTurn(async () => {
      const former = isLeaving ? await this.givePresetUp() : null;
      await this.parts.delivery.forgetReading(appOfPlace(place));
      await this.#change(({ settings }) => ({ settings: setRole(settings, register, place, role) }));
      return former;
    });
    if (role === 'on') await this.parts.read(appOfPlace(place));
    return restored;
  }

  async pause(): Promise<void> {
    await this.#inTurn(() => this.#change(({ settings }) => ({ settings: setPaused(settings, true) })));
  }

  async goOn(): Promise<void> {
    await this.#changeAndReadAll(({ settings }) => ({ settings: setPaused(settings, false) }));
  }

  /** What these answers would write, without doing it. */
  async preview(answers: CompareAnswers): Promise<readonly PlannedWrite[]> {
    const snapshot = await this.parts.settings.read();
    if (!snapshot) return [];
    const { signedIn } = snapshot;
    const { settings, edits } = compared(snapshot.settings, signedIn, answers, 'leave');
    const next = advance(settings, signedIn, { edits }, this.parts.ports.now());
    const isAsked = (register: RegisterId) => answers.some((one) => one.register === register);
    return next.dueWrites
      .filter(({ register }) => isAsked(register))
      .map(({ register, place, target }) => {
        const at = next.replicas.find((one) => one.id === place && one.register === register);
        return { register, place, from: (at && baseOf(at)) ?? 'absent', to: target };
      });
  }

  async compare(answers: CompareAnswers, rest: 'follow' | 'leave'): Promise<void> {
    await this.#changeWithEdits(({ signedIn, settings }) => compared(settings, signedIn, answers, rest));
  }

  async answer(register: RegisterId, place: PlaceId, target: Json, yes: 'yes' | 'no'): Promise<void> {
    await this.#change(({ signedIn, settings }) => ({
      settings: answer(settings, signedIn, { register, place, target }, yes),
    }));
  }

  async retry(register: RegisterId, place: PlaceId): Promise<void> {
    await this.#change(({ settings }) => ({ settings: tryAgain(settings, register, place) }));
  }

  async resolveConflict(conflictId: string, take: 'kept' | 'lost'): Promise<void> {
    await this.#changeWithEdits(({ settings }) => resolveConflict(settings, conflictId, take));
  }

  /**
   * @returns False: that change cannot be taken back (any more).
   * @throws TypeError Others use its place, and it was not meant for them.
   */
  async putBack(changeId: string, meantFor: MeantFor): Promise<boolean> {
    let isMeant = false;
    await this.#change(({ signedIn, settings, changes }) => {
      const change = changes.find(({ id }) => id === changeId);
      const next = putBackChange(settings, signedIn, change, meantFor);
      isMeant = next !== null;
      return { settings: next ?? settings };
    });
    return isMeant;
  }

  async aliasProvider(alias: Settings['providerAliases'][number]): Promise<void> {
    await this.#change(({ settings }) => ({ settings: aliasProvider(settings, alias) }));
  }

  /** What both apps offer where a model is chosen; null where it is not known and cannot be asked now. */
  async offers(): Promise<Readonly<Record<AppId, Offers | null>>> {
    const snapshot = await this.parts.settings.read();
    const result: Record<AppId, Offers | null> = { anythingllm: null, librechat: null };
    if (!snapshot) return result;
    await Promise.all(
      appIds.map(async (app) => {
        const { connection, identity } = snapshot.signedIn.sides[app];
        const key = records.offers(connection.id, identity);
        const known = await this.parts.store.read(key);
        const isFresh = known !== null && this.parts.ports.now() - Date.parse(known.at) < freshOffers;
        if (!isFresh && connection.contract === 'stock') {
          await this.parts.delivery.inTurn(app, async () => {
            const access = await this.parts.delivery.access(snapshot, app);
            if (access) await readOffers(this.parts, snapshot, app, access);
          });
        }
        result[app] = await this.parts.store.read(key);
      }),
    );
    // Another list of models may change what the places can hold.
    await this.parts.follow(await this.parts.settings.commit());
    return result;
  }

  /** The models of one of AnythingLLM's providers; null: not known. */
  async models(provider: string): Promise<Listed<string> | null> {
    const snapshot = await this.parts.settings.read();
    const connection = snapshot?.signedIn.sides.anythingllm.connection;
    if (!snapshot || connection?.contract !== 'stock') return null;
    let models: Listed<string> | null = null;
    await this.parts.delivery.inTurn('anythingllm', async () => {
      const access = await this.parts.delivery.access(snapshot, 'anythingllm');
      if (access) models = await this.parts.ports.settings.models(access.http, provider, access);
    });
    return models;
  }

  /** Makes the user's former default preset the default again, and ours go; before an app is disconnected, too. */
  async givePresetUp(): Promise<RestoredDefault | null> {
    const snapshot = await this.parts.settings.read();
    if (!snapshot) return (await this.#isPresetLeft()) ? 'not-now' : null;
    if (!isPresetOn(snapshot.settings)) return null;
    let restored: RestoredDefault = 'not-now';
    await this.parts.delivery.inTurn('librechat', async () => {
      const access = await this.parts.delivery.access(snapshot, 'librechat');
      if (!access) return;
      const { connection, identity } = snapshot.signedIn.sides.librechat;
      const overwritten = snapshot.settings.overwritten[presetPlace] ?? {};
      restored = await this.parts.delivery.writing('librechat', () =>
        this.parts.ports.settings.restorePreset(connection, identity, access.http, overwritten, access),
      );
    });
    await this.#change(({ settings, changes }) => ({
      settings: leavePreset(settings, restored === 'not-now'),
      changes: restored === 'not-now' ? changes : presetGivenUp(changes, settings, this.parts.ports.now()),
    }));
    return restored;
  }

  /** Whether Tandem's preset stands at LibreChat for those who were last known in both apps. */
  async #isPresetLeft(): Promise<boolean> {
    const reader = await this.parts.store.reader();
    const identities = reader.read(records.identities);
    const settings = identities && reader.read(records.settings(identities));
    return settings !== null && isPresetOn(settings);
  }

  /** What has something to do before it is stored is done in the order in which it was asked for: the last one counts. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    return this.parts.queue.run('command', work);
  }

  async #change(reducer: SettingsReducer | undefined, news?: Parameters<SettingsStore['commit']>[1]): Promise<void> {
    await this.parts.follow(await this.parts.settings.commit(reducer, news));
  }

  async #changeWithEdits(reducer: (now: SettingsSnapshot) => { settings: Settings; edits: Edits }): Promise<void> {
    let edits: Edits = [];
    await this.#change(
      (now) => {
        const meant = reducer(now);
        edits = meant.edits;
        return { settings: meant.settings };
      },
      () => ({ edits }),
    );
  }

  async #changeAndReadAll(reducer: SettingsReducer): Promise<void> {
    await this.#inTurn(async () => {
      for (const app of appIds) await this.parts.delivery.forgetReading(app);
      await this.#change(reducer);
    });
    for (const app of appIds) void this.parts.read(app);
  }
}

import type { AppHttp } from '@/lib/apps/http';
import type { ModelOffer } from '@/lib/apps/model-offer';
import { forAll, judgeAll, refused } from '@/lib/apps/place-outcomes';
import type { PlaceChanges, PlaceOutcomes, PlaceValues, RefusalCode, SettingsPlace } from '@/lib/apps/settings-place';
import type { SettingsPlaces } from '@/lib/apps/settings-places';
import type { AppId, Json, RegisterId } from '@/lib/model';
import { isEqual, type Outcome } from '@/lib/settings/rules';
import { slicesOf } from './adapters';
import type { Held, Server, SimHttp } from './server';

/** A write that reached a place. */
export interface Applied {
  readonly app: AppId;
  readonly local: string;
  /** Whose session it came with. */
  readonly identity: string;
  readonly changes: PlaceChanges;
  /** What the place held before. */
  readonly former: Held;
}

interface PlacesParts {
  readonly servers: Readonly<Record<AppId, Server>>;
  readonly answered: (label: string) => Promise<void>;
  /** Tandem was about to send; it has stored what. */
  readonly onBegun: (write: Omit<Applied, 'former'>) => void;
  readonly onApplied: (write: Applied, sinceTouched: number) => void;
}

const registersAt: Readonly<Record<string, readonly RegisterId[]>> = {
  system: ['llm.model', 'llm.maxTokens'],
  workspace: ['llm.model', 'llm.temperature'],
  preset: ['llm.model', 'llm.temperature', 'llm.maxTokens'],
  account: ['llm.model', 'llm.temperature', 'llm.maxTokens', 'ui.theme', 'ui.language'],
};
/** Kinds of places have kinds of settings: `workspace:a` those of a workspace. */
const registersOfPlace = (local: string) => registersAt[local.split(':')[0] ?? ''] ?? [];

const libreChatOffers: readonly ModelOffer[] = [
  { provider: 'openAI', models: ['gpt-a', 'gpt-b', 'gpt-c'] },
  { provider: 'anthropic', models: ['claude-a', 'claude-b'] },
  { provider: 'bedrock', models: ['claude-a'] },
  { provider: 'MyProxy', models: ['gpt-a', 'own-a'] },
];
const anythingLlmProviders = ['openai', 'anthropic', 'bedrock', 'generic-openai'];
/** More than this the preset makes of any temperature. */
const highestTemperature = 1;

export function simulatedPlaces(parts: PlacesParts): SettingsPlaces {
  return {
    place: (connection, _identity, local, adopt) => new SimPlace(parts, connection.app, local, adopt),
    offers: async (app, http) => {
      parts.servers[app].admit(http);
      await parts.answered('offers');
      return app === 'librechat'
        ? libreChatOffers
        : anythingLlmProviders.map((provider) => ({ provider, models: null }));
    },
    models: async () => null,
    restorePreset: async (_connection, _identity, http) => {
      const server = parts.servers.librechat;
      const preset = server.place('preset', server.admit(http));
      const was = preset.standing;
      await parts.answered('restore');
      preset.standing = 'gone';
      preset.held = {};
      await parts.answered('restored');
      return was === 'here' ? 'none' : 'left';
    },
  };
}

class SimPlace implements SettingsPlace {
  readonly putBack = null;

  constructor(
    private readonly parts: PlacesParts,
    private readonly app: AppId,
    readonly id: string,
    private readonly adopt: 'create' | 'keep',
  ) {}

  get #server(): Server {
    return this.parts.servers[this.app];
  }

  async read(http: AppHttp) {
    const place = (http as SimHttp).first(this.#server.place(this.id, this.#server.admit(http)));
    const reading = { values: valuesOf(this.id, place.held), presence: place.standing };
    await this.parts.answered(`read ${this.id}`);
    return reading;
  }

  async write(http: AppHttp, changes: PlaceChanges, options: Parameters<SettingsPlace['write']>[2]) {
    const identity = this.#server.admit(http);
    const place = this.#server.place(this.id, identity);
    const { standing, touched } = place;
    const before = valuesOf(this.id, place.held);
    await this.parts.answered(`compare ${this.id}`);
    const isMade = this.id === 'preset' && standing !== 'here';
    if (isMade && this.adopt === 'keep') return forAll(changes, refused('detached'));
    const { accepted, refusals } = checked(this.app, this.id, place.held, changes);
    if (isMade && !('llm.model' in accepted)) {
      return forAll(changes, refusals['llm.model'] ?? refused('model-unknown'));
    }
    const open = entries(accepted).filter(([register, value]) => !isEqual(before[register], value));
    if (open.length === 0 && !isMade) return { ...refusals, ...judgeAll(accepted, {}, before, 'app-refused') };
    await options.beforeSend?.({}, isMade ? {} : before);
    this.parts.onBegun({ app: this.app, local: this.id, identity, changes });
    await this.parts.answered(`send ${this.id}`);
    if (!isMade && place.standing !== 'here') return forAll(changes, refused('detached'));
    const outcomes = this.#applied(http, accepted, before, touched);
    if (Object.values(outcomes).some(({ kind }) => kind !== 'refused')) options.onWritten?.(slicesOf(this.id, place));
    await this.parts.answered(`sent ${this.id}`);
    return { ...refusals, ...outcomes };
  }

  /** What the server makes of it, at one moment. */
  #applied(http: AppHttp, accepted: PlaceChanges, before: PlaceValues, touched: number): PlaceOutcomes {
    const identity = this.#server.admit(http);
    const place = this.#server.place(this.id, identity);
    const fault = this.#server.faults.get(this.id)?.shift();
    if (fault === 'lost') this.#server.cut();
    if (fault === 'trouble') this.#server.trouble();
    if (fault === 'no') return forAll(accepted, refused('app-refused'));
    const former = { ...place.held };
    for (const [register, value] of entries(accepted)) {
      if (fault === 'half' && register === 'llm.model') place.held[register] = halfOf(place.held[register], value);
      else place.held[register] = bent(this.id, register, value);
    }
    place.standing = 'here';
    this.parts.onApplied({ app: this.app, local: this.id, identity, changes: accepted, former }, touched);
    if (fault === 'half' || fault === 'unheard') this.#server.cut();
    return judgeAll(accepted, before, valuesOf(this.id, place.held), 'app-refused');
  }
}

const entries = (changes: PlaceChanges) => Object.entries(changes) as [RegisterId, Json][];

export function valuesOf(local: string, held: Held): PlaceValues {
  const isSet = (register: RegisterId) => register !== 'llm.maxTokens' || local !== 'system' || hasTokens(held);
  return Object.fromEntries(
    registersOfPlace(local)
      .filter(isSet)
      .map((register) => [register, held[register] ?? (local.startsWith('workspace') ? null : 'absent')]),
  );
}

const providerIn = (value: Json | undefined) =>
  (Object(value) as { readonly provider?: string | null }).provider ?? null;

/** Few providers of AnythingLLM have a longest answer. */
const hasTokens = (held: Held) => ['bedrock', 'generic-openai'].includes(providerIn(held['llm.model']) ?? '');

/** What the connection broke in the middle of. */
function halfOf(former: Json | undefined, value: Json): Json {
  if (typeof former !== 'object' || former === null) return value;
  return { ...(former as Record<string, Json>), model: (value as { readonly model: Json }).model };
}

const bent = (local: string, register: RegisterId, value: Json): Json =>
  local === 'preset' && register === 'llm.temperature' && typeof value === 'number'
    ? Math.min(value, highestTemperature)
    : value;

function checked(app: AppId, local: string, held: Held, changes: PlaceChanges) {
  const accepted: Partial<Record<RegisterId, Json>> = {};
  const refusals: Partial<Record<RegisterId, Outcome>> = {};
  for (const [register, value] of entries(changes)) {
    const code = refusalOf(app, local, held, register, value, changes);
    if (code) refusals[register] = refused(code);
    else accepted[register] = value;
  }
  return { accepted, refusals };
}

function refusalOf(
  app: AppId,
  local: string,
  held: Held,
  register: RegisterId,
  value: Json,
  changes: PlaceChanges,
): RefusalCode | null {
  if (!registersOfPlace(local).includes(register)) return 'value-invalid';
  if (register === 'llm.maxTokens' && local === 'system') {
    return hasTokens({ 'llm.model': changes['llm.model'] ?? held['llm.model'] ?? null })
      ? null
      : 'max-tokens-not-settable';
  }
  if (register !== 'llm.model' || local === 'account') return null;
  if (app === 'librechat') {
    const { endpoint, model } = value as { readonly endpoint: string; readonly model: string };
    const offer = libreChatOffers.find(({ provider }) => provider === endpoint);
    if (!offer) return 'endpoint-unknown';
    return offer.models?.includes(model) ? null : 'model-unknown';
  }
  const provider = providerIn(value);
  return provider === null || anythingLlmProviders.includes(provider) ? null : 'provider-not-configured';
}

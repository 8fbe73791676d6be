import {
  baseOf,
  type Json,
  type LlmPlace,
  type PlaceId,
  presetPlace,
  type Settings,
  slugOfPlace,
  systemPlace,
  valueIn,
  type Workspace,
} from '@/lib/model';
import { type ProviderAlias, providerFor } from './provider-map';

/** What tells which provider answers at a place. */
export interface ProviderSources {
  /** What the places were last known to hold, where they take part in the model. */
  readonly replicas: Settings['replicas'];
  readonly providerAliases: readonly ProviderAlias[];
  /** Both apps' model choices as they were last read. */
  readonly llm: readonly LlmPlace[];
  readonly workspaces: readonly Pick<Workspace, 'slug' | 'provider'>[];
}

const placeNames: Readonly<Record<PlaceId, LlmPlace['place']>> = {
  [systemPlace]: 'system-default',
  [presetPlace]: 'default-preset',
};

/** The provider whose models answer at a place, as AnythingLLM names it; null: not known. */
export function providerAt(place: PlaceId, sources: ProviderSources): string | null {
  const name = heldAt(place, sources) ?? readAt(place, sources);
  if (name !== null) return providerFor(name, sources.providerAliases) ?? name;
  // A workspace without a provider of its own has the server's.
  return slugOfPlace(place) === null ? null : providerAt(systemPlace, sources);
}

const textOf = (value: Json | undefined) => (typeof value === 'string' && value !== '' ? value : null);

function heldAt(place: PlaceId, { replicas }: ProviderSources): string | null {
  const replica = replicas.find(({ id, register }) => id === place && register === 'llm.model');
  if (!replica || replica.role === 'off') return null;
  const { provider, endpoint } = Object(valueIn(baseOf(replica))) as Readonly<Record<string, Json>>;
  return textOf(provider) ?? textOf(endpoint);
}

function readAt(place: PlaceId, { llm, workspaces }: ProviderSources): string | null {
  const slug = slugOfPlace(place);
  if (slug === null) return llm.find((one) => one.place === placeNames[place])?.provider ?? null;
  return workspaces.find((workspace) => workspace.slug === slug)?.provider ?? null;
}

/**
 * The highest temperature that a provider takes, as far as LibreChat's own schemas tell (`schemas.ts` and
 * `parameterSettings.ts` of 0.8.7 and `16e4d1419`); AnythingLLM passes on whatever it holds.
 */
const highest: Readonly<Record<string, number>> = { anthropic: 1, bedrock: 1, openai: 2, azure: 2, gemini: 2 };

/** The highest temperature that a place takes. LibreChat's own pages let nobody choose more than 2. */
export function mostTemperature(place: PlaceId, provider: string | null): number {
  const ofProvider = provider !== null && Object.hasOwn(highest, provider) ? highest[provider] : undefined;
  return ofProvider ?? (place.startsWith('librechat/') ? 2 : Number.POSITIVE_INFINITY);
}

import type { PlaceValues } from '@/lib/apps/settings-place';
import { baseOf, type Json, type PlaceId, type RegisterId, type Settings, systemPlace, valueIn } from '@/lib/model';
import { isEqual, type Replica } from '@/lib/settings/rules';
import { forgotten } from './advance';

/**
 * AnythingLLM keeps max tokens for each provider separately, and only a few providers have the setting (measured:
 * anythingllm/open-writes). A value that appears with another provider is not a change of the user. It joins anew and is
 * compared if it differs (rule J2).
 */
export function forgetMaxTokensOfOtherProvider(
  settings: Settings,
  readings: ReadonlyMap<PlaceId, { readonly values: PlaceValues }>,
): Settings {
  const values = readings.get(systemPlace)?.values;
  const found = values?.['llm.maxTokens'];
  if (!values || found === undefined || found === 'absent') return settings;
  const before = baseAt(settings, 'llm.model');
  const isOther = before !== undefined && providerIn(before) !== providerIn(values['llm.model'] ?? null);
  const isNobodys = ({ link, lastWrite }: Replica) => {
    const base = link.state === 'joined' ? link.base : null;
    const isOurs = lastWrite?.state === 'sending' || isEqual(valueIn(base), found);
    return !isOurs && (isOther || base === 'absent');
  };
  return rejoined(settings, isNobodys);
}

/** After a write of ours that chose another provider, and no longest answer with it. */
export function forgetMaxTokensOfFormerProvider(settings: Settings, former: Settings): Settings {
  const [before, now] = [baseAt(former, 'llm.model'), baseAt(settings, 'llm.model')];
  if (before === undefined || now === undefined || providerIn(before) === providerIn(now)) return settings;
  return rejoined(settings, (replica) => isEqual(replica.link, at(former, 'llm.maxTokens')?.link));
}

function rejoined(settings: Settings, isMeant: (replica: Replica) => boolean): Settings {
  const replica = at(settings, 'llm.maxTokens');
  if (!replica || baseOf(replica) === null || !isMeant(replica)) return settings;
  const replicas = settings.replicas.map((one) => (one === replica ? forgotten(one) : one));
  return { ...settings, replicas };
}

const at = ({ replicas }: Settings, register: RegisterId) =>
  replicas.find((one) => one.id === systemPlace && one.register === register);

/** What is known to be held at the system's settings. */
function baseAt(settings: Settings, register: RegisterId): Json | undefined {
  const replica = at(settings, register);
  return replica && valueIn(baseOf(replica));
}

const providerIn = (model: Json) => (Object(model) as { readonly provider?: unknown }).provider ?? null;

import type { PlaceValues } from '@/lib/apps/settings-place';
import { type Json, type PlaceId, type RegisterId, type Settings, systemPlace } from '@/lib/model';
import { isEqual, type Replica } from '@/lib/settings/rules';
import { unjoined } from './advance';

/**
 * AnythingLLM keeps max tokens for each provider separately, and only a few providers have the setting (measured:
 * anythingllm/open-writes). A value that appears with another provider is not a change of the person. It joins anew and
 * is compared if it differs (rule J1).
 */
export function forgetMaxTokensOfOtherProvider(
  settings: Settings,
  readings: ReadonlyMap<PlaceId, { readonly values: PlaceValues }>,
): Settings {
  const values = readings.get(systemPlace)?.values;
  const found = values?.['llm.maxTokens'];
  if (!values || found === undefined || found === 'absent') return settings;
  const before = at(settings, 'llm.model')?.seen;
  const isOther =
    before != null && before !== 'absent' && providerIn(before.value) !== providerIn(values['llm.model'] ?? null);
  const isNobodys = (replica: Replica) => {
    const { seen, isRead, tried } = replica;
    const isOurs = tried?.state === 'sending' || (seen !== null && seen !== 'absent' && isEqual(seen.value, found));
    return !isOurs && (isOther || (seen === 'absent' && isRead));
  };
  return rejoined(settings, isNobodys);
}

/** After a write of ours that chose another provider, and no longest answer with it. */
export function forgetMaxTokensOfFormerProvider(settings: Settings, former: Settings): Settings {
  const [before, now] = [at(former, 'llm.model')?.seen, at(settings, 'llm.model')?.seen];
  if (before == null || before === 'absent' || now == null || now === 'absent') return settings;
  const isOther = providerIn(before.value) !== providerIn(now.value);
  return isOther ? rejoined(settings, (replica) => isEqual(replica.seen, at(former, 'llm.maxTokens')?.seen)) : settings;
}

function rejoined(settings: Settings, isMeant: (replica: Replica) => boolean): Settings {
  const replica = at(settings, 'llm.maxTokens');
  if (!replica || replica.seen === null || !isMeant(replica)) return settings;
  const replicas = settings.replicas.map((one) => (one === replica ? { ...one, ...unjoined } : one));
  return { ...settings, replicas };
}

const at = ({ replicas }: Settings, register: RegisterId) =>
  replicas.find((one) => one.id === systemPlace && one.register === register);

const providerIn = (model: Json) => (Object(model) as { readonly provider?: unknown }).provider ?? null;

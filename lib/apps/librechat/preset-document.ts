import { isEqual, type Json, type Native } from '@/lib/settings/rules';
import type { PlaceChanges, PlaceValues } from '../settings-place';
import { numeric, text } from '../values';
import { isAgentPreset, maxTokensField } from './mapping';
import type { PresetWire } from './wire';

export const presetTitle = 'Tandem: shared settings';

/** A model choice in LibreChat's own spelling. */
export interface PresetModelNative {
  readonly endpoint: string;
  readonly model: string;
}

type Fields = Readonly<Record<string, Json>>;

/** Fields that the database adds to a preset, and the fields of a default. */
const ownOfDocument: ReadonlySet<string> = new Set(
  '_id presetId user title defaultPreset order createdAt updatedAt isArchived tags __v'.split(' '),
);

/**
 * Parameters with the same meaning at every endpoint (0.8.7, from its schemas); all others stay with their endpoint.
 */
const neutral: ReadonlySet<string> = new Set(
  'promptPrefix temperature maxContextTokens resendFiles artifacts greeting'.split(' '),
);

const maxTokensFields = ['max_tokens', 'maxOutputTokens', 'maxTokens'] as const;

/** A preset as settings; an agent, an assistant or a spec has none. */
export function presetValues(preset: PresetWire | undefined): PlaceValues {
  const endpoint = text(preset?.endpoint);
  const model = text(preset?.model);
  if (!preset || isAgentPreset(preset)) {
    return { 'llm.model': 'absent', 'llm.temperature': 'absent', 'llm.maxTokens': 'absent' };
  }
  return {
    'llm.model': endpoint !== null && model !== null ? { endpoint, model } : 'absent',
    'llm.temperature': numeric(preset.temperature) ?? 'absent',
    'llm.maxTokens': numeric(preset[maxTokensField(endpoint)]) ?? 'absent',
  };
}

/** The set parameters of a preset: null and missing are the same. */
function parametersOf(preset: PresetWire | undefined): Record<string, Json> {
  const entries = Object.entries(preset ?? {}).filter(([name, value]) => !ownOfDocument.has(name) && value != null);
  return Object.fromEntries(entries) as Record<string, Json>;
}

/** The parameters of a preset with changes in it. @param changes Checked ones */
function changed(base: PresetWire | undefined, changes: PlaceChanges): Fields {
  const former = parametersOf(base);
  const values = presetValues(base);
  const model = changes['llm.model'] as PresetModelNative | undefined;
  const endpoint = model?.endpoint ?? text(base?.endpoint);
  const isMoved = endpoint !== text(base?.endpoint);
  const fields = Object.fromEntries(Object.entries(former).filter(([name]) => !isMoved || neutral.has(name)));
  // Max tokens moves along to another endpoint, under that endpoint's name for it.
  const maxTokens = changes['llm.maxTokens'] ?? values['llm.maxTokens'] ?? 'absent';
  for (const name of maxTokensFields) delete fields[name];
  if (maxTokens !== 'absent' && changes['llm.maxTokens'] !== null) fields[maxTokensField(endpoint)] = maxTokens;
  const temperature = changes['llm.temperature'];
  if (temperature === null) delete fields.temperature;
  else if (temperature !== undefined) fields.temperature = temperature;
  return { ...fields, ...(endpoint !== null && { endpoint }), ...(model && { model: model.model }) };
}

/**
 * The fields to send so that our preset becomes `base` with the changes: only fields that differ, null for those to
 * clear. The server merges, and fields of a former endpoint would reach chats (measured: facts/librechat-preset-merge).
 * @param ours Our preset; undefined if there is none
 * @param base The document to copy and change: our preset itself, or the current default
 */
export function fieldsToSend(
  ours: PresetWire | undefined,
  base: PresetWire | undefined,
  changes: PlaceChanges,
): Fields {
  const now = parametersOf(ours);
  const wanted = changed(base, changes);
  const sent: Record<string, Native> = {};
  for (const name of new Set([...Object.keys(now), ...Object.keys(wanted)])) {
    const value = wanted[name] ?? null;
    if (!isEqual(now[name] ?? null, value)) sent[name] = value;
  }
  return sent;
}

import type { Json, RegisterId } from '@/lib/model';
import type { TandemLlmSettings } from './public';
import type { LlmPatch, UiPatch } from './read-ask';
import { BridgeRefusal } from './refusal';

/** One setting, and its new value in shared form. */
export interface SettingChange {
  readonly register: RegisterId;
  readonly value: Json;
}

const only = (register: RegisterId, value: Json | undefined): SettingChange[] =>
  value === undefined ? [] : [{ register, value: { value } }];

/**
 * The changes of a patch of the model settings. A model alone stays with the current provider. Another provider alone
 * keeps its own model.
 * @throws BridgeRefusal `invalid` A model alone, if no provider is known
 */
export function llmChanges(
  patch: LlmPatch,
  present: Pick<TandemLlmSettings, 'provider' | 'model'> | null,
): SettingChange[] {
  const provider = patch.provider ?? present?.provider ?? undefined;
  if (patch.model !== undefined && provider === undefined) {
    const issue = { path: 'provider', message: 'No provider is chosen yet, so a model needs one beside it.' };
    throw new BridgeRefusal('invalid', 'The body is not as it should be.', [issue]);
  }
  const isChoice = patch.model !== undefined || patch.provider !== undefined;
  const kept = provider === present?.provider ? present?.model : null;
  const model = patch.model === undefined ? (kept ?? null) : patch.model;
  const choice = isChoice && provider !== undefined ? { provider, model } : undefined;
  return [
    ...only('llm.model', choice),
    ...only('llm.temperature', patch.temperature),
    ...only('llm.maxTokens', patch.maxTokens),
  ];
}

/** The changes of a patch of theme, language and text size. */
export const uiChanges = ({ theme, language, textSize }: UiPatch): SettingChange[] => [
  ...only('ui.theme', theme),
  ...only('ui.language', language),
  ...only('ui.textSize', textSize),
];

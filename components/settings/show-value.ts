import type { Held, Json, RegisterId } from '@/lib/model';
import { panelWords } from '../words/en/panel';
import { number } from '../words/grammar';
import { providerName } from './providers';
import { type Shown, showLanguage, showTextSize, showTheme } from './ui-values';
import { fieldsOf } from './wanted';

const textOf = (value: Json | undefined): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** A provider (AnythingLLM) or endpoint (LibreChat) with its model. */
export interface ShownModel {
  readonly provider: string | null;
  readonly model: string | null;
}

/** Reads a model choice in the form of any place. */
export function modelOf(value: Json | undefined): ShownModel {
  const { provider, endpoint, model } = fieldsOf(value);
  return { provider: textOf(provider) ?? textOf(endpoint), model: textOf(model) };
}

/** LibreChat's names of the five sizes, by their shared number. */
const sizes: readonly string[] = ['text-xs', 'text-sm', 'text-base', 'text-lg', 'text-xl'];

export const showSize = (size: number): Shown => showTextSize(sizes[size - 1] ?? String(size));

function showModel(value: Json): Shown {
  const { provider, model } = modelOf(value);
  const named = provider === null ? null : providerName(provider);
  return { text: model ?? named ?? panelWords.settings.asDefault, meaning: `${named ?? ''}/${model ?? ''}` };
}

/** Settings whose values have several forms; the catalogue has the words of all others. */
const inWords: Readonly<Partial<Record<RegisterId, (text: string) => Shown>>> = {
  'ui.theme': showTheme,
  'ui.language': showLanguage,
  'ui.textSize': showTextSize,
};
/** The possible values of a setting with a few of them, each with its word. */
export const choices: Readonly<Partial<Record<RegisterId, Readonly<Record<string, string>>>>> =
  panelWords.settings.choices;

/** A setting's value in words, from the form of any place or from the shared form. */
export function showValue(register: RegisterId, value: Json): Shown {
  if (register === 'llm.model') return showModel(value);
  if (value === null) return { text: panelWords.settings.ownDefault, meaning: 'default' };
  if (typeof value === 'number' && register === 'ui.textSize') return showSize(value);
  if (typeof value === 'number') return { text: number(value), meaning: String(value) };
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return inWords[register]?.(text) ?? { text: choices[register]?.[text] ?? text, meaning: text };
}

export const showHeld = (register: RegisterId, held: Held): Shown =>
  held === 'absent' ? { text: panelWords.settings.ownDefault, meaning: 'absent' } : showValue(register, held.value);

/** Old and new value; with the provider if the models' names alone would be equal. */
export function showStep(register: RegisterId, from: Held, to: Json): { readonly from: string; readonly to: string } {
  const [before, after] = [showHeld(register, from), showValue(register, to)];
  if (register !== 'llm.model' || before.text !== after.text) return { from: before.text, to: after.text };
  const named = (value: Json) => {
    const { provider, model } = modelOf(value);
    return [provider === null ? null : providerName(provider), model].filter((part) => part !== null).join(' ');
  };
  return { from: from === 'absent' ? before.text : named(from.value), to: named(to) };
}

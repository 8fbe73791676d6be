import type { RegisterId } from '@/lib/model';

/** The settings, in the order of the screen. */
export const settingNames = ['model', 'temperature', 'maxTokens', 'theme', 'language', 'textSize'] as const;
export type SettingName = (typeof settingNames)[number];

export const registerOf = {
  model: 'llm.model',
  temperature: 'llm.temperature',
  maxTokens: 'llm.maxTokens',
  theme: 'ui.theme',
  language: 'ui.language',
  textSize: 'ui.textSize',
} as const satisfies Readonly<Record<SettingName, RegisterId>>;

export const nameOf: Readonly<Record<RegisterId, SettingName>> = {
  'llm.model': 'model',
  'llm.temperature': 'temperature',
  'llm.maxTokens': 'maxTokens',
  'ui.theme': 'theme',
  'ui.language': 'language',
  'ui.textSize': 'textSize',
};

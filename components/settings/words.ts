import { type AppId, appNames, type LlmPlace } from '@/lib/model';
import { count, words } from '../words';
import type { SettingName } from './setting-names';

const labels: Readonly<Record<SettingName, string>> = {
  model: 'Model',
  temperature: 'Temperature',
  maxTokens: 'Max tokens',
  theme: 'Theme',
  language: 'Language',
  textSize: 'Text size',
};

const place: Readonly<Record<LlmPlace['place'], string>> = {
  'system-default': 'default',
  'last-used': 'last used',
  'default-preset': 'default preset',
  account: 'your account',
};

const openOnce: Readonly<Record<AppId, string>> = {
  anythingllm: 'Theme, language and text size are not seen yet: open AnythingLLM once.',
  librechat: 'Theme, language and text size are not seen yet: open LibreChat once.',
};

const noAmount: Readonly<Record<'temperature' | 'maxTokens', Readonly<Record<AppId, string>>>> = {
  temperature: { anythingllm: 'per workspace', librechat: 'no default' },
  maxTokens: { anythingllm: 'provider’s limit', librechat: 'no default' },
};

export const settingWords = {
  heading: 'Settings',
  tableName: 'Settings of both apps, next to each other',
  setting: 'Setting',
  comparison: 'Comparison',
  labels,
  place,
  openOnce,
  noAmount,
  notConnected: words.notConnected,
  notSeen: 'not seen yet',
  noPages: 'no pages',
  signedOut: 'signed out',
  noModel: 'none chosen yet',
  ownDefault: 'default',
  ownDefaultExplained: 'Nothing chosen: the app’s own default',
  asDefault: 'as the default',
  workspaces: (amount: number) => count(amount, 'workspace', 'workspaces'),
  variesByWorkspace: 'differs by workspace',
  now: (text: string) => `now ${text}`,
  notThere: 'not there yet',
  same: 'same',
  different: 'different',
  waiting: 'on its way',
  setByAdmin: (app: AppId) => `${appNames[app]}: set by your admin.`,
  sharedByEveryone: (app: AppId) => `${appNames[app]}’s default model is shared by everyone on this server.`,

  needs: 'What needs you',
  compare: (amount: number) => `${count(amount, 'setting differs', 'settings differ')}. Nothing has been changed yet.`,
  compareOpen: 'Compare',

  changes: 'Changes Tandem made',

  pause: 'Pause',
  pauseMeans: 'Changes nothing in either app and takes nothing over. What you change in Tandem waits.',
  paused: 'Paused. Tandem changes nothing in either app and takes nothing over. What you change here waits.',
};

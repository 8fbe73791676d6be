import { type AppId, appNames, type LlmPlace, type Mode, type Role } from '@/lib/model';
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

const modes: Readonly<Record<Mode, string>> = { automatic: 'Automatic', ask: 'Ask me first', off: 'Off' };

const modeMeans: Readonly<Record<Mode, string>> = {
  automatic: 'A change in one place goes to all that follow.',
  ask: 'Tandem asks before it changes anything.',
  off: 'Each app keeps its own.',
};

const roles: Readonly<Record<Role, string>> = { both: 'Both ways', follows: 'Follows', leads: 'Leads', off: 'Off' };

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
  signedOut: 'signed out',
  noModel: 'none chosen yet',
  ownDefault: 'default',
  ownDefaultExplained: 'Nothing chosen: the app’s own default',
  asDefault: 'as the default',
  workspace: 'workspace',
  workspaces: (amount: number) => count(amount, 'workspace', 'workspaces'),
  variesByWorkspace: 'differs by workspace',
  now: (text: string) => `now ${text}`,
  notThere: 'not there yet',
  same: 'same',
  different: 'different',
  waiting: 'on its way',
  setByAdmin: (app: AppId) => `${appNames[app]}: set by your admin.`,
  sharedByEveryone: (app: AppId) => `${appNames[app]}’s default model is shared by everyone on this server.`,

  save: 'Save',
  provider: 'Provider',
  system: 'System',
  languageChoose: 'Choose a language',
  nothingFollows: 'Nothing follows this setting yet. Choose under “More” where it is to be kept.',
  isOff: 'Off: each app keeps its own.',
  lessThanAll: 'LibreChat starts new chats with your default preset, which does not follow. Change that under “More”.',

  more: 'More',
  modes,
  modeMeans,
  roles,
  where: 'Where it is kept',
  modeLegend: 'How it is kept in step',
  sharedAsks: 'Shared by everyone on this server, so Tandem asks before each change.',
  workspaceAsks: 'Everyone in a workspace uses its choice, so Tandem asks before each change.',
  byAdmin: 'set by your admin',
  preset:
    'With a default preset, every new chat starts with this model, even if you picked another; links that name a model stop working. Tandem makes a preset of its own, from your present default.',
  addWorkspace: 'Add a workspace',
  chooseWorkspace: 'Choose…',
  restored: {
    restored: 'Your former default preset is the default again.',
    none: 'There is no default preset now, as before.',
    'former-gone': 'Your former default preset was deleted meanwhile, so there is none now.',
    left: 'The default that you chose since stays.',
    'not-now': 'LibreChat could not be asked, so its default preset stays for now.',
  },

  pause: 'Pause',
  pauseMeans: 'Changes nothing in either app and takes nothing over. What you change in Tandem waits.',
  paused: 'Paused. Tandem changes nothing in either app and takes nothing over. What you change here waits.',
};

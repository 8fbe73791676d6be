import type { Mode } from '@/lib/model';

const modes: Readonly<Record<Mode, string>> = { automatic: 'Automatic', ask: 'Ask me first', off: 'Off' };

const modeMeans: Readonly<Record<Mode, string>> = {
  automatic: 'A change in one place goes to all that follow.',
  ask: 'Tandem asks before it changes anything.',
  off: 'Each app keeps its own.',
};

export const editorWords = {
  save: 'Save',
  system: 'System',
  languageChoose: 'Choose a language',
  nothingFollows: 'Nothing follows this setting yet. Choose under “More” where it is to be kept.',
  notBegun: 'Not kept in step yet. A change here begins it.',
  ownPreset:
    'LibreChat starts new chats with your default preset, which does not follow. You can change that under “More”.',
  ownersFirst: (label: string) => `LibreChat’s owner has new chats start with ${label}.`,
  ownersListed: (label: string) => `LibreChat’s new chats start with ${label}, one of those that its owner lists.`,
  presetOnce: 'Only the first one after its page is loaded starts with your default preset.',
  isOff: 'Off: each app keeps its own.',

  more: 'More',
  modes,
  modeMeans,
  where: 'Where it is kept',
  modeLegend: 'How it is kept in step',
  sharedAsks: 'Shared by everyone on this server, so Tandem asks before each change.',
  workspaceAsks: 'Everyone in a workspace uses its choice, so Tandem asks before each change.',
  idle: 'does nothing there, as its owner decided',
  byAdmin: 'set by your admin',
  preset:
    'With a default preset, every new chat starts with this model, even if you picked another; links that name a model stop working. Tandem makes a preset of its own, from your present default.',
  /** Said after `restored['not-now']` where the preset can be switched on again. */
  restoreLater: 'Or switch it on and off again here, once LibreChat answers.',
  addWorkspace: 'Add a workspace',
  chooseWorkspace: 'Choose…',
  add: 'Add',
  restored: {
    restored: 'Your former default preset is LibreChat’s default again.',
    none: 'There is no default preset now, as before.',
    'former-gone': 'Your former default preset was deleted meanwhile, so there is none now.',
    left: 'The default that you chose since stays.',
    'not-now':
      'Your former default preset could not be restored just now: Tandem’s stays until you change that in LibreChat.',
  },
};

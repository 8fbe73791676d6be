import type { RestoredDefault } from '@/lib/messaging/protocol';
import { type AppId, type Mode, appNames as names } from '@/lib/model';
import { plural } from '../grammar';

const modes: Readonly<Record<Mode, string>> = { automatic: 'Automatic', ask: 'Ask me first', off: 'Off' };

const modeMeans: Readonly<Record<Mode, string>> = {
  automatic: 'Tandem copies a change in one place to all places that follow.',
  ask: 'Tandem asks before it changes anything.',
  off: 'Each app keeps its own value.',
};

/** The outcome for LibreChat's default preset when Tandem's was switched off. */
const restored: Readonly<Record<NonNullable<RestoredDefault>, string>> = {
  restored: 'Your former default preset is LibreChat’s default again.',
  none: 'There is no default preset now, as before.',
  'former-gone': 'Your former default preset has been deleted, so there is none now.',
  left: 'The default preset that you chose since then stays.',
  'not-now':
    'Tandem could not restore your former default preset. Its own stays until you choose another one in LibreChat.',
};

/** Texts that load when something is opened or asked; see `catalogue.ts`. */
export const moreWords = {
  editor: {
    save: 'Save',
    languageChoose: 'Choose a language',
    nothingFollows: 'No place follows this setting yet. Choose under “More” where it applies.',
    notBegun: 'Not kept in step yet. Change it here to start.',
    ownPreset:
      'LibreChat starts new chats with your default preset, which does not follow. You can change that under “More”.',
    ownersFirst: (model: string) => `LibreChat’s owner decided that new chats start with ${model}.`,
    ownersListed: (model: string) => `LibreChat’s new chats start with ${model}, from its owner’s list.`,
    presetOnce: 'Only the first chat after you load its page starts with your default preset.',
    isOff: 'Off: each app keeps its own value.',
    more: 'More',
    modes,
    modeMeans,
    where: 'Where it applies',
    modeLegend: 'How it is kept in step',
    /** Notes about a place (`PlaceRole`). */
    notes: {
      admin: 'set by your admin',
      shared: 'Everyone on this server shares it, so Tandem asks before each change.',
      preset:
        'With a default preset, every new chat starts with this model, even if you picked another. Links that name a model stop working. Tandem makes its own preset from your current default.',
      idle: 'has no effect there, as its owner decided',
    },
    workspaceAsks: 'Everyone in a workspace uses its choice, so Tandem asks before each change.',
    /** Follows `restored['not-now']` if the preset can be switched on again. */
    restoreLater: 'Or switch it on and off again here when LibreChat answers.',
    addWorkspace: 'Add a workspace',
    chooseWorkspace: 'Choose…',
    add: 'Add',
    restored,
  },

  model: {
    provider: 'Provider',
    model: 'Model',
    save: 'Save',
    onlyIn: (provider: string, app: AppId) => `${provider} (${names[app]} only)`,
    loading: 'Asking for the models…',
    has: (app: AppId) => `${names[app]} has it`,
    unknown: {
      down: (app: AppId) => `Tandem can’t reach ${names[app]}, so its models are not known`,
      'signed-out': (app: AppId) => `Sign in to ${names[app]} to see its models`,
      'for-admins': (app: AppId) => `${names[app]} lists its models only for admins`,
      silent: (app: AppId) => `${names[app]} doesn’t list its models`,
    },
    lost: (provider: string) =>
      `AnythingLLM now uses “${provider}”. After a change, Tandem can’t switch back to it. You can do that in AnythingLLM.`,
    noKey: (provider: string) => `AnythingLLM has no key for ${provider} yet`,
    needsKey: {
      missing: (provider: string) => `LibreChat needs your key for ${provider}`,
      expired: (provider: string) => `LibreChat needs your key for ${provider}: the one you gave has expired`,
    },
    noEndpoint: (provider: string) => `LibreChat does not offer ${provider}`,
    lacks: (app: AppId, model: string) => `${names[app]} lacks ${model}`,
    anyway: (model: string) => `Use ${model} anyway, although neither app is known to have it`,
    instead: (model: string) => `Use ${model} instead`,
    pair: (provider: string) => `Which endpoint in LibreChat is AnythingLLM’s ${provider}?`,
    pairNone: 'None of these',
    pairGuess: (endpoint: string) => `${endpoint} (a guess)`,
    pairWhy: 'A guess: both list some of the same models.',
    remember: 'Remember',
  },

  changes: {
    none: 'None yet. Tandem lists each change that it makes in an app here, and you can put it back.',
    byYou: 'you, in Tandem',
    followed: (place: string) => `followed ${place}`,
    putBackByYou: 'put back by you',
    sending: 'no answer yet',
    coerced: (app: AppId, value: string) => `${names[app]} made it ${value}`,
    putBack: 'Put back',
    gone: 'This can no longer be put back.',
    older: 'Show older ones',
  },

  compare: {
    leave: 'Leave different',
    leaveMeans:
      'A setting that you leave different is off: each app keeps its own value until you switch the setting on.',
    notNow: 'Not now',
    done: 'Done',
    all: 'Take all from',
    keepInStep: 'Keep these in step',
    keepInStepCount: (amount: number) =>
      plural(amount, { one: 'Keep these in step: # change', other: 'Keep these in step: # changes' }),
    take: (setting: string, value: string) => `${setting}: ${value}`,
    writes: 'What Tandem will change',
    write: (setting: string, place: string, from: string, to: string) => `${setting}, ${place}: ${from} → ${to}`,
  },

  preferences: {
    keepCopy: 'Keep a copy of your lists after you sign out',
    pinnedFirst: 'Show pinned chats first',
    launcher: 'Show Tandem’s tab at the edge of both apps',
    appearance: 'Appearance',
    appearances: { apps: 'like your apps', system: 'like your system' },
    hiddenAt: (place: string) => `Hidden at ${place}.`,
    showThere: 'Show it there',
    poll: 'Check for changes',
    everySeconds: (amount: number) => plural(amount, { one: 'every second', other: 'every # seconds' }),
    everyMinutes: (amount: number) => plural(amount, { one: 'every minute', other: 'every # minutes' }),
    change: 'Change addresses',
    copyDiagnostics: 'Copy diagnostics',
    diagnostics: 'Diagnostics',
    copied: 'Copied. Paste it into your report. It has no names, titles, values or addresses.',
    copyThis: 'Copy this into your report. It has no names, titles, values or addresses.',
  },

  leave: {
    ask: (app: AppId) => `Disconnect ${names[app]}? Tandem deletes its copy and gives up its access.`,
    /** The effect on LibreChat's default preset (`PresetThen`). */
    presetThen: {
      'comes-back': () => 'LibreChat goes back to the default that you had before Tandem’s preset.',
      stays: () =>
        'Tandem can’t ask LibreChat now, so its default preset stays there. Disconnect later to restore your former one.',
      none: (app: AppId) => `Nothing changes in ${names[app]} itself.`,
    },
    disconnected: (app: AppId) => `${names[app]} is disconnected.`,
    cancel: 'Cancel',
  },
};

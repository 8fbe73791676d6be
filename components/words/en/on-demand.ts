import type { RestoredDefault } from '@/lib/messaging/protocol';
import { type AppId, type Mode, appNames as names, type RegisterId } from '@/lib/model';
import { list, plural } from '../grammar';

/** Why a change has not arrived yet. */
const waiting = {
  paused: 'waiting: Tandem is paused',
  asks: 'waiting for your answer',
  'next-open': 'changes when you next open it',
  offline: 'waiting: you are offline',
  grant: 'waiting: Tandem needs permission again',
  down: 'waiting: it does not answer',
  problem: 'waiting: see Status',
  asleep: 'waiting: open it once',
  'sign-in': 'waiting: sign in there',
  unseen: 'waiting: open it once',
  sending: 'on its way',
};

const unsupported: Readonly<Record<RegisterId, string>> = {
  'llm.model': 'does not offer this model',
  'llm.temperature': 'has no such temperature',
  'llm.maxTokens': 'has no such setting',
  'ui.theme': 'has no such theme',
  'ui.language': 'does not have this language',
  'ui.textSize': 'has no such size',
};

/** What a place was to hold. */
interface Refused {
  readonly app: AppId;
  readonly provider: string;
  readonly value: string;
}

/** Why a place refused a change, by the code of the refusal. */
const refused: Readonly<Record<string, (about: Refused) => string>> = {
  'provider-unknown': ({ app, provider }) => `refused: ${names[app]} has no provider ${provider}.`,
  'endpoint-unknown': ({ app, provider }) => `refused: ${names[app]} does not offer ${provider}.`,
  'provider-not-configured': ({ provider }) => `refused: ${provider} is not set up there, so chats would fail.`,
  'model-not-settable': ({ provider }) => `refused: ${provider} chooses its own model.`,
  'model-unknown': ({ app, value }) => `refused: ${names[app]} does not offer ${value}.`,
  'key-missing': ({ app, provider }) => `refused: ${names[app]} needs your key for ${provider}.`,
  'max-tokens-not-settable': () => 'refused: the provider chosen there has no such setting.',
  'value-invalid': ({ value }) => `refused: ${value} is not possible there.`,
  'role-refused': () => 'refused: only an admin can change it.',
  'origin-refused': ({ app }) => `refused: ${names[app]} accepts no changes from extensions.`,
  'app-refused': ({ app }) => `refused by ${names[app]}.`,
  gone: () => 'refused: the workspace no longer exists.',
  detached: () => 'refused: you removed Tandem’s preset or chose another default.',
  'preset-needs-model': () => 'refused: Tandem’s preset needs a model. Switch it on under Model first.',
  'preset-refused': ({ app }) => `refused: ${names[app]} did not save Tandem’s preset.`,
  'default-is-agent': () =>
    'refused: your default there is an agent, an assistant or prescribed, which Tandem leaves alone.',
  'presets-locked': () => 'refused: presets are switched off there, or the models are prescribed.',
};

const modes: Readonly<Record<Mode, string>> = { automatic: 'Automatic', ask: 'Ask me first', off: 'Off' };

const modeMeans: Readonly<Record<Mode, string>> = {
  automatic: 'Tandem copies a change in one place to all places that follow.',
  ask: 'Tandem asks before it changes anything.',
  off: 'Each app keeps its own.',
};

/** What became of LibreChat's default preset when Tandem's was switched off. */
const restored: Readonly<Record<NonNullable<RestoredDefault>, string>> = {
  restored: 'Your former default preset is LibreChat’s default again.',
  none: 'There is no default preset now, as before.',
  'former-gone': 'Your former default preset has been deleted, so there is none now.',
  left: 'The default preset that you chose since then stays.',
  'not-now':
    'Tandem could not restore your former default preset. Its own stays until you choose another one in LibreChat.',
};

/** What a view loads when something is opened or asked; see `catalogue.ts`. */
export const moreWords = {
  places: {
    workspace: (name: string) => `Workspace “${name}”`,
    system: (app: AppId) => `${names[app]}’s default`,
    page: (app: AppId) => `${names[app]}’s pages`,
    'last-used': (app: AppId) => `${names[app]}: last used model`,
    preset: (app: AppId) => `${names[app]}: default preset`,
    account: (title: string) => `Your account at ${title}`,
  },

  editor: {
    save: 'Save',
    system: 'System',
    languageChoose: 'Choose a language',
    nothingFollows: 'No place follows this setting yet. Choose under “More” where it applies.',
    notBegun: 'Not kept in step yet. Change it here to begin.',
    ownPreset:
      'LibreChat starts new chats with your default preset, which does not follow. You can change that under “More”.',
    ownersFirst: (model: string) => `LibreChat’s owner decided that new chats start with ${model}.`,
    ownersListed: (model: string) => `LibreChat’s new chats start with ${model}, from its owner’s list.`,
    presetOnce: 'Only the first chat after you load its page starts with your default preset.',
    isOff: 'Off: each app keeps its own.',
    more: 'More',
    modes,
    modeMeans,
    where: 'Where it applies',
    modeLegend: 'How it is kept in step',
    /** What there is to know of a place (`PlaceRole`). */
    notes: {
      admin: 'set by your admin',
      shared: 'Everyone on this server shares it, so Tandem asks before each change.',
      preset:
        'With a default preset, every new chat starts with this model, even if you picked another. Links that name a model stop working. Tandem makes its own preset from your current default.',
      idle: 'has no effect there, as its owner decided',
    },
    workspaceAsks: 'Everyone in a workspace uses its choice, so Tandem asks before each change.',
    /** Follows `restored['not-now']` where the preset can be switched on again. */
    restoreLater: 'Or switch it on and off again here, once LibreChat answers.',
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
      `AnythingLLM now uses “${provider}”. After a change, Tandem can’t switch back to it; you can do so in AnythingLLM.`,
    noKey: (provider: string) => `AnythingLLM has no key for ${provider} yet`,
    needsKey: {
      missing: (provider: string) => `LibreChat needs your key for ${provider}`,
      expired: (provider: string) => `LibreChat needs your key for ${provider}: the one you gave has expired`,
    },
    noEndpoint: (provider: string) => `LibreChat does not offer ${provider}`,
    lacks: (app: AppId, model: string) => `${names[app]} lacks ${model}`,
    anyway: (model: string) => `Use ${model} anyway, though neither app is known to have it`,
    instead: (model: string) => `Use ${model} instead`,
    pair: (provider: string) => `Which endpoint in LibreChat is AnythingLLM’s ${provider}?`,
    pairNone: 'None of these',
    pairGuess: (endpoint: string) => `${endpoint} (a guess)`,
    pairWhy: 'A guess: both list some of the same models.',
    remember: 'Remember',
  },

  /** How a place stands to a setting; each stands after the place's name. */
  stand: {
    waiting,
    refused,
    /** A code that a newer background knows. */
    refusedOtherwise: (app: AppId, code: string) => `refused by ${names[app]} (${code}).`,
    declined: 'you chose “Not this time”',
    coerced: (value: string) => `made it ${value}`,
    overridden: 'kept as you set it there',
    unsupported,
    capped: (most: string, provider: string) => `${most}, the most that ${provider} takes`,
    idle: 'has no effect there, as its owner decided',
    needsKey: {
      missing: (provider: string) => `needs your key for ${provider}`,
      expired: (provider: string) => `needs your key for ${provider}: the one you gave has expired`,
    },
    startsWith: {
      'last-used': (model: string) => `new chats start with ${model}.`,
      preset: (model: string) => `new chats start with your default preset (${model})`,
      listed: (model: string) => `new chats start with ${model}, from its owner’s list`,
      owner: (model: string) => `new chats start with ${model}, as its owner decided`,
    },
    useEverywhere: 'Use it everywhere',
    meansNothing: 'AnythingLLM cannot use it.',
    tryAgain: 'Try again',
    changeThere: 'Change it there, too',
    cancel: 'Cancel',
    reload: 'Reload to apply',
    reloadApp: (app: AppId) => `${names[app]} shows it after its page is reloaded.`,
    answering: (app: AppId) => `${names[app]} is writing an answer. Reload it yourself when it is done.`,
    list: (setting: string) => `${setting}: where it stands`,
  },

  needs: {
    shared: (place: string) => `${place} is shared by everyone on this server.`,
    sharedWorkspace: (place: string) => `${place} is shared by everyone in it.`,
    now: (from: string, to: string) => `Now ${from} → ${to}.`,
    nowOf: (setting: string, from: string, to: string) => `${setting}: now ${from} → ${to}.`,
    ask: (setting: string, place: string, from: string, to: string) =>
      `${setting} (${place}): change ${from} to ${to}?`,
    old: (setting: string, place: string, from: string, to: string) =>
      `${setting} (${place}): change ${from} to ${to}? You chose this over a week ago, and it has not been applied yet.`,
    applyForEveryone: 'Apply for everyone',
    apply: 'Apply',
    notThisTime: 'Not this time',

    conflict: {
      both: (setting: string) => `${setting} was changed in both places.`,
      several: (setting: string) => `${setting} was changed in several places.`,
    },
    kept: (value: string, source: string) => `Kept: ${value} (${source})`,
    other: (value: string, source: string) => `Not kept: ${value} (${source})`,
    inTandem: 'Tandem',
    use: (value: string) => `Use ${value}`,
    keep: (value: string) => `Keep ${value}`,

    detached: 'You removed Tandem’s preset in LibreChat, so it no longer follows.',
    detachedOther: (place: string) => `${place} is gone, so it no longer follows.`,
    notBegun: (settings: readonly string[]) => `Not kept in step yet: ${list(settings)}.`,
    begin: 'Keep them in step',
    leave: 'Leave them',

    makeAgain: 'Make it again',
    letGo: 'All right',
  },

  changes: {
    none: 'None yet. Tandem lists every change that it makes in an app here, and you can put each one back.',
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
    leaveMeans: 'A setting that you leave different is off: each app keeps its own until you switch it on again.',
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

  leave: {
    ask: (app: AppId) => `Disconnect ${names[app]}? Tandem deletes its copy and gives up its access.`,
    /** What becomes of LibreChat's default preset (`PresetThen`). */
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

export type WaitingWhy = keyof typeof waiting;

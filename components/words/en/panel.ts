import { type AppId, appNames as names, type RegisterId, type Right } from '@/lib/model';
import { list, number, plural } from '../grammar';

const readingThreads = 'Still reading threads…';

type RightTexts = Readonly<Record<Right, Readonly<Record<AppId, string>>>>;

const rightAsked: RightTexts = {
  'read-other': {
    anythingllm: 'AnythingLLM’s page asks to see your LibreChat conversations.',
    librechat: 'LibreChat’s page asks to see your AnythingLLM workspaces.',
  },
  change: {
    anythingllm: 'AnythingLLM’s page asks to change your settings.',
    librechat: 'LibreChat’s page asks to change your settings.',
  },
};
const rightGiven: RightTexts = {
  'read-other': {
    anythingllm: 'AnythingLLM’s page may see your LibreChat conversations.',
    librechat: 'LibreChat’s page may see your AnythingLLM workspaces.',
  },
  change: {
    anythingllm: 'AnythingLLM’s page may change your settings.',
    librechat: 'LibreChat’s page may change your settings.',
  },
};
const rightRefused: RightTexts = {
  'read-other': {
    anythingllm: 'AnythingLLM’s page may not see your LibreChat conversations.',
    librechat: 'LibreChat’s page may not see your AnythingLLM workspaces.',
  },
  change: {
    anythingllm: 'AnythingLLM’s page may not change your settings.',
    librechat: 'LibreChat’s page may not change your settings.',
  },
};

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

/** The refused value and its place. */
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
    'refused: Tandem does not replace your default there, which is an agent, an assistant or set by its owner.',
  expired: () => 'your change waited for over a week, so it was not applied.',
  'presets-locked': () => 'refused: its owner switched presets off, or set the models.',
};

/** Texts that the panel shows from its start; see `catalogue.ts`. */
export const panelWords = {
  panel: {
    welcomeHeading: 'Both apps, in one place',
    welcome: 'Connect AnythingLLM and LibreChat, and find every workspace and conversation here. It takes a minute.',
    connect: 'Connect your apps',
    looksLike: (app: AppId) => `This looks like ${names[app]}.`,
    useIt: 'Use it',
    /** `since`: when the shown copy was current. */
    offline: (since: string | null) => (since === null ? 'Offline' : `Offline: as of ${since}`),
    waiting: (amount: number) => plural(amount, { one: '# change waits', other: '# changes wait' }),
    needs: (amount: number) => plural(amount, { one: '# question for you', other: '# questions for you' }),
    openInTab: 'Open Tandem in a tab',
    openSidePanel: 'Open Tandem in the side panel',
  },

  search: {
    label: 'Search workspaces, threads and conversations in both apps',
    placeholder: 'Search both apps',
    clear: 'Clear the search',
    results: 'Search results',
    recent: 'Recent',
    kinds: { workspace: 'Workspace', thread: 'Thread', conversation: 'Chat', home: 'App' },
    noPages: (app: AppId) => `This ${names[app]} has no pages to open.`,
    untitled: 'Untitled',
    inWorkspace: (name: string) => `in ${name}`,
    archived: 'Archived',
    opensCopy: 'opens your copy',
    pinned: 'Pinned',
    threadsHint: 'Press Right Arrow to show its threads',
    showThreads: 'Show threads',
    goOn: 'Continue in the other app (Alt+Enter)',
    hideThreads: 'Hide threads',
    found: (amount: number) => plural(amount, { one: '# item found', other: '# items found' }),
    noneFound: 'Nothing found',
    readingThreads,
    noTitle: 'No title matches.',
    nothingFound: (query: string) => `Nothing found for “${query}”.`,
    missing: {
      unseen: (app: AppId) => `${names[app]} was not searched: open it once first.`,
      'signed-out': (app: AppId) => `${names[app]} was not searched: you are signed out there.`,
    },
    showAll: (amount: number) => plural(amount, { one: 'Show all # item', other: 'Show all # items' }),
    showFewer: 'Show fewer',
    showArchived: (amount: number) => `Show ${number(amount)} archived`,
    hideArchived: 'Hide archived',
    leftOut: {
      workspaces: (amount: number) =>
        plural(amount, { one: '# workspace can’t be shown.', other: '# workspaces can’t be shown.' }),
      threads: (amount: number) =>
        plural(amount, { one: '# thread can’t be shown.', other: '# threads can’t be shown.' }),
      conversations: (amount: number) =>
        plural(amount, { one: '# conversation can’t be shown.', other: '# conversations can’t be shown.' }),
      presets: (amount: number) =>
        plural(amount, { one: '# preset can’t be read.', other: '# presets can’t be read.' }),
      models: (amount: number) => plural(amount, { one: '# model can’t be shown.', other: '# models can’t be shown.' }),
      unlisted: 'Some conversations can’t be shown: LibreChat does not list them.',
    },
    reading: 'Reading your workspaces and conversations…',
    empty: 'No workspaces or conversations yet.',
    allArchived: 'All your conversations are archived.',
    nothingToShow: 'Sign in to see your workspaces and conversations here.',
    answering: 'An answer is still being written in this tab. Leaving the page would stop it.',
    openNewTab: 'Open in a new tab',
    openHere: 'Leave anyway',
    stay: 'Stay',
    openFailed: 'That could not be opened. Please try again.',
  },

  settings: {
    heading: 'Settings',
    tableName: 'Settings of both apps, next to each other',
    setting: 'Setting',
    comparison: 'Comparison',
    labels: {
      model: 'Model',
      temperature: 'Temperature',
      maxTokens: 'Max tokens',
      theme: 'Theme',
      language: 'Language',
      textSize: 'Text size',
    },
    /** The possible values of a setting with a few of them, in this order. */
    choices: {
      'ui.theme': { light: 'Light', dark: 'Dark', system: 'System' },
    },
    themes: {
      light: 'Light',
      dark: 'Dark',
      system: 'As the system',
      'high-contrast-light': 'Light, high contrast',
      'high-contrast-dark': 'Dark, high contrast',
    },
    textSizes: {
      'extra-small': 'Extra small',
      small: 'Small',
      medium: 'Medium',
      large: 'Large',
      'extra-large': 'Extra large',
    },
    /** Beside a model: the kind of the app's model. */
    modelOf: {
      'system-default': 'default',
      'last-used': 'for new chats',
      'default-preset': 'default preset',
      account: 'your account',
      owner: 'set by its owner',
    },
    openOnce: (app: AppId) => `Open ${names[app]} once, so that Tandem can see its theme, language and text size.`,
    noAmount: {
      temperature: { anythingllm: 'per workspace', librechat: 'no default' },
      maxTokens: { anythingllm: 'provider’s limit', librechat: 'no default' },
    },
    notConnected: 'not connected',
    notSeen: 'not seen yet',
    noPages: 'no pages',
    signedOut: 'signed out',
    noModel: 'none chosen yet',
    ownDefault: 'default',
    ownDefaultExplained: 'You have not chosen a value, so the app uses its own default',
    asDefault: 'as the default',
    workspaces: (amount: number) => plural(amount, { one: '# workspace', other: '# workspaces' }),
    variesByWorkspace: 'differs by workspace',
    now: (value: string) => `now ${value}`,
    notThere: 'not there yet',
    same: 'same',
    different: 'different',
    waiting: 'on its way',
    setByAdmin: (app: AppId) => `Your admin sets the defaults of ${names[app]}.`,
    sharedByEveryone: (app: AppId) => `Everyone on this server shares ${names[app]}’s default model.`,

    needs: 'Needs your attention',
    compare: (amount: number) =>
      plural(amount, {
        one: '# setting differs. Tandem has changed nothing yet.',
        other: '# settings differ. Tandem has changed nothing yet.',
      }),
    compareOpen: 'Compare',

    changes: 'Changes Tandem made',

    pause: 'Pause',
    pauseMeans: 'While paused, Tandem copies nothing and changes nothing in either app. Your changes in Tandem wait.',
    paused: 'Paused. Tandem copies nothing and changes nothing in either app. Your changes here wait.',
  },

  places: {
    workspace: (name: string) => `Workspace “${name}”`,
    system: (app: AppId) => `${names[app]}’s default`,
    page: (app: AppId) => `${names[app]}’s pages`,
    'last-used': (app: AppId) => `${names[app]}: last used model`,
    preset: (app: AppId) => `${names[app]}: default preset`,
    account: (title: string) => `Your account at ${title}`,
  },

  /** The state of a place for a setting; each text follows the place's name. */
  stand: {
    waiting,
    refused,
    /** A code from a newer background. */
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
    list: (setting: string) => `${setting}, place by place`,
  },

  needs: {
    shared: (place: string) => `Everyone on this server uses ${place}.`,
    sharedWorkspace: (place: string) => `${place} is shared by everyone in it.`,
    now: (from: string, to: string) => `Now ${from} → ${to}.`,
    nowOf: (setting: string, from: string, to: string) => `${setting}: now ${from} → ${to}.`,
    ask: (setting: string, place: string, from: string, to: string) =>
      `${setting} (${place}): change ${from} to ${to}?`,
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

  rights: {
    heading: 'Requests from code in the apps’ pages',
    asks: rightAsked,
    allow: 'Allow',
    notNow: 'Not now',
    never: 'Don’t allow',
    bridge: 'Let code in the apps’ pages use Tandem',
    mayNow: rightGiven,
    mayNot: rightRefused,
    askAgain: (when: string) => `It can ask again from ${when}.`,
    forbid: 'Forbid',
  },
};

export type WaitingWhy = keyof typeof waiting;

import { type AppId, appNames as names, type Right, type SessionState } from '@/lib/model';
import { number, plural } from '../grammar';

const readingThreads = 'Still reading threads…';
const untilThen = 'Until then, you see the last copy.';

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

const session: Readonly<Record<SessionState, (app: AppId, person: string | null) => string>> = {
  unseen: (app) => `Open ${names[app]} once, so that Tandem can see that you are signed in.`,
  'not-needed': () => 'Open to everyone: no sign-in needed.',
  'signed-in': (_, person) => (person === null ? 'Signed in.' : `Signed in as ${person}.`),
  asleep: (app) => `Open ${names[app]} once after you start the browser. ${untilThen}`,
  expired: (app) => `Your sign-in to ${names[app]} has expired. Sign in again. ${untilThen}`,
  'signed-out': (app) => `You signed out of ${names[app]}, so Tandem shows nothing of it.`,
};

/** What you can do about it; null: nothing to do. */
const sessionAction: Readonly<Record<SessionState, ((app: AppId) => string) | null>> = {
  unseen: (app) => `Open ${names[app]}`,
  'not-needed': null,
  'signed-in': null,
  asleep: (app) => `Open ${names[app]}`,
  expired: () => 'Sign in',
  'signed-out': () => 'Sign in',
};

/** What a view shows from its start on; see `catalogue.ts`. */
export const words = {
  common: {
    answerElsewhere: 'Answer this in Tandem’s own window, behind its toolbar button or in a tab.',
    openIt: 'Open it',
    open: (app: AppId) => `Open ${names[app]}`,
    connect: (app: AppId) => `Connect ${names[app]}`,
    openInTab: 'Open it in a tab',
    allowAgain: 'Allow again',
    didNotWork: 'That did not work. Please try again.',
  },

  panel: {
    name: 'Tandem',
    welcomeHeading: 'Both apps, in one place',
    welcome: 'Connect AnythingLLM and LibreChat, and find every workspace and conversation here. It takes a minute.',
    connect: 'Connect your apps',
    looksLike: (app: AppId) => `This looks like ${names[app]}.`,
    useIt: 'Use it',
    /** `since`: when what is shown was current. */
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
    pinned: 'Pinned',
    threadsHint: 'Press Right Arrow to show its threads',
    showThreads: 'Show threads',
    hideThreads: 'Hide threads',
    found: (amount: number) => plural(amount, { one: '# item found', other: '# items found' }),
    noneFound: 'Nothing found',
    readingThreads,
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
    /** Beside a model: which of the app's models it is. */
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
    ownDefaultExplained: 'You chose nothing, so the app uses its own default',
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

  status: {
    heading: 'Status',
    session,
    action: sessionAction,
    noPages: 'It has no pages in a browser, so its items are no links here.',
    waiting: (amount: number) => plural(amount, { one: '# change waits for it.', other: '# changes wait for it.' }),
    untilThen,
    checking: 'checking…',
    /** By the unit of the age (`ageOf`). */
    checked: {
      now: () => 'checked just now',
      seconds: (amount: string) => `checked ${amount} s ago`,
      minutes: (amount: string) => `checked ${amount} min ago`,
      hours: (amount: string) => `checked ${amount} h ago`,
      date: (date: string) => `checked on ${date}`,
    },
    asOf: (moment: string) => `as of ${moment}`,
    notRead: 'not read yet',
    notConnected: (app: AppId) => `${names[app]} is not connected yet.`,
    grantLost: (app: AppId, host: string) =>
      `Tandem no longer has permission to access ${host}. Allow it again to keep ${names[app]} up to date.`,
    blocked: (host: string) =>
      `You allowed access, but your browser still blocks it. Its administrator may block extensions on ${host}: ask them.`,
    noSignIn: (app: AppId) => `${names[app]} asks for a sign-in but has no page for it, so Tandem can’t read it.`,
    denied: 'You did not allow access. You can be asked again at any time.',
    syncNow: 'Sync now',
    preferences: 'Preferences and connections',
    copyDiagnostics: 'Copy diagnostics',
    diagnostics: 'Diagnostics',
    copied: 'Copied. Paste it into your report: it names nothing of yours.',
    copyThis: 'Copy this into your report: it names nothing of yours.',
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
    disconnect: 'Disconnect',
    disconnectApp: (app: AppId) => `Disconnect ${names[app]}`,
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

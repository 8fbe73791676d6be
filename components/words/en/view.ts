import { type AppId, appNames as names, type SessionState } from '@/lib/model';
import { plural } from '../grammar';

const untilThen = 'Until then, you see the last copy.';

const session: Readonly<Record<SessionState, (app: AppId, name: string | null) => string>> = {
  unseen: (app) => `Open ${names[app]} once, so that Tandem can see that you are signed in.`,
  'not-needed': () => 'Open to everyone: no sign-in needed.',
  'signed-in': (_, name) => (name === null ? 'Signed in.' : `Signed in as ${name}.`),
  asleep: (app) => `Open ${names[app]} once after you start the browser. ${untilThen}`,
  expired: (app) => `Your sign-in to ${names[app]} has expired. Sign in again. ${untilThen}`,
  'signed-out': (app) => `You signed out of ${names[app]}, so Tandem shows nothing of it.`,
};

/** What you can do; null: nothing. */
const sessionAction: Readonly<Record<SessionState, ((app: AppId) => string) | null>> = {
  unseen: (app) => `Open ${names[app]}`,
  'not-needed': null,
  'signed-in': null,
  asleep: (app) => `Open ${names[app]}`,
  expired: () => 'Sign in',
  'signed-out': () => 'Sign in',
};

/** Texts that every view shows from its start; see `catalogue.ts`. */
export const words = {
  common: {
    name: 'Tandem',
    answerElsewhere: 'Answer this in Tandem’s own window, behind its toolbar button or in a tab.',
    openIt: 'Open it',
    open: (app: AppId) => `Open ${names[app]}`,
    connect: (app: AppId) => `Connect ${names[app]}`,
    openInTab: 'Open it in a tab',
    allowAgain: 'Allow again',
    didNotWork: 'That did not work. Please try again.',
  },

  status: {
    heading: 'Status',
    session,
    action: sessionAction,
    noPages: 'It has no pages in a browser, so its items are not links here.',
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
    denied: 'You did not allow access. You can allow it at any time.',
    syncNow: 'Sync now',
    preferences: 'Preferences and connections',
    disconnect: 'Disconnect',
    disconnectApp: (app: AppId) => `Disconnect ${names[app]}`,
  },
};

import { type AppId, appNames, type SessionState } from '@/lib/model';
import { count } from '../words';

const sentence: Readonly<Record<SessionState, (app: AppId, person: string | null) => string>> = {
  unseen: (app) => `Open ${appNames[app]} once, so that Tandem can see that you are signed in.`,
  'not-needed': () => 'Open to everyone: no sign-in needed.',
  'signed-in': (_, person) => (person === null ? 'Signed in.' : `Signed in as ${person}.`),
  asleep: (app) => `Waiting: open ${appNames[app]} once after starting the browser. Until then this is the last copy.`,
  expired: (app) => `Your sign-in to ${appNames[app]} ran out. Until you sign in again this is the last copy.`,
  'signed-out': (app) => `You signed out of ${appNames[app]}, so nothing of it is shown.`,
};

/** What the person can do about it; null: nothing to do. */
const action: Readonly<Record<SessionState, ((app: AppId) => string) | null>> = {
  unseen: (app) => `Open ${appNames[app]}`,
  'not-needed': null,
  'signed-in': null,
  asleep: (app) => `Open ${appNames[app]}`,
  expired: () => 'Sign in',
  'signed-out': () => 'Sign in',
};

export const statusWords = {
  heading: 'Status',
  sentence,
  action,
  noPages: 'It has no pages in a browser, so nothing of it is linked here.',
  waiting: (amount: number) => `${count(amount, 'change waits', 'changes wait')} for it.`,
  untilThen: 'Until then this is the last copy.',
  checking: 'checking…',
  checked: (age: string) => `checked ${age}`,
  asOf: (moment: string) => `as of ${moment}`,
  notRead: 'not read yet',
  notConnected: (app: AppId) => `${appNames[app]} is not connected yet.`,
  grantLost: (app: AppId, host: string) =>
    `Your browser no longer lets Tandem talk to ${host}, so ${appNames[app]} rests.`,
  blocked: (host: string) =>
    `Your browser said yes, and lets nothing through. Whoever manages it may keep extensions away from ${host}: ask them.`,
  noSignIn: (app: AppId) =>
    `${appNames[app]} asks for a sign-in and has no page to give it at, so Tandem can’t read it.`,
  denied: 'Your browser said no. You can be asked again at any time.',
  syncNow: 'Sync now',
  preferences: 'Preferences and connections',
  keepCopy: 'Keep a copy of my lists after I sign out',
  pinnedFirst: 'Show pinned chats first',
  launcher: 'Show Tandem’s tab at the edge of both apps',
  appearance: 'Appearance',
  appearances: [
    { value: 'apps', text: 'as your apps' },
    { value: 'system', text: 'as the system' },
  ],
  hiddenAt: (place: string) => `Hidden at ${place}.`,
  showThere: 'Show it there',
  poll: 'Look for changes every',
  periods: [
    { seconds: 30, text: '30 seconds' },
    { seconds: 60, text: 'minute' },
    { seconds: 120, text: '2 minutes' },
    { seconds: 300, text: '5 minutes' },
    { seconds: 600, text: '10 minutes' },
  ],
  otherPeriod: (seconds: number) => `${seconds} seconds`,
  change: 'Change addresses',
  copyDiagnostics: 'Copy diagnostics',
  diagnostics: 'Diagnostics',
  copied: 'Copied. Paste it into your report: it names nothing of yours.',
  copyThis: 'Copy this into your report: it names nothing of yours.',
  disconnect: 'Disconnect',
  disconnectApp: (app: AppId) => `Disconnect ${appNames[app]}`,
};

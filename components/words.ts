import type { RestoredDefault } from '@/lib/messaging/protocol';
import { type AppId, appNames } from '@/lib/model';

const restored: Readonly<Record<RestoredDefault, string>> = {
  restored: 'Your former default preset is LibreChat’s default again.',
  none: 'There is no default preset now, as before.',
  'former-gone': 'Your former default preset was deleted meanwhile, so there is none now.',
  left: 'The default that you chose since stays.',
  'not-now':
    'Your former default preset could not be restored just now: Tandem’s stays until you change that in LibreChat.',
};

/** Sentences that more than one folder says. */
export const words = {
  answerElsewhere: 'Answered outside the app’s page, in a tab of Tandem’s own.',
  openIt: 'Open it',
  open: (app: AppId) => `Open ${appNames[app]}`,
  connect: (app: AppId) => `Connect ${appNames[app]}`,
  openInTab: 'Open it in a tab',
  allowAgain: 'Allow again',
  notConnected: 'not connected',
  restored,
  didNotWork: 'That did not work. Please try again.',
};

const counts = new Intl.NumberFormat();

/** "1 workspace", "1,204 conversations". */
export function count(amount: number, one: string, many: string): string {
  return `${counts.format(amount)} ${amount === 1 ? one : many}`;
}

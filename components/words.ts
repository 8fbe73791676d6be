import { type AppId, appNames } from '@/lib/model';

/** Sentences that more than one folder says. */
export const words = {
  answerElsewhere: 'Answered outside the app’s page: behind Tandem’s toolbar button, or in a tab.',
  openIt: 'Open it',
  open: (app: AppId) => `Open ${appNames[app]}`,
  connect: (app: AppId) => `Connect ${appNames[app]}`,
  openInTab: 'Open it in a tab',
  allowAgain: 'Allow again',
  notConnected: 'not connected',
  didNotWork: 'That did not work. Please try again.',
};

export const counts = new Intl.NumberFormat();

/** "1 workspace", "1,204 conversations". */
export function count(amount: number, one: string, many: string): string {
  return `${counts.format(amount)} ${amount === 1 ? one : many}`;
}

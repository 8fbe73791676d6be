import { type AppId, appNames } from '@/lib/model';
import { count } from '../words';

export const panelWords = {
  name: 'Tandem',
  welcomeHeading: 'Both apps, in one place',
  welcome: 'Connect AnythingLLM and LibreChat, and find every workspace and conversation here. It takes a minute.',
  connect: 'Connect your apps',
  looksLike: (app: AppId) => `This looks like ${appNames[app]}.`,
  useIt: 'Use it',
  /** `since`: when what is shown was current. */
  offline: (since: string | null) => (since === null ? 'Offline' : `Offline: as of ${since}`),
  waiting: (amount: number) => count(amount, 'change waits', 'changes wait'),
  needs: (amount: number) => count(amount, 'question for you', 'questions for you'),
  openInTab: 'Open Tandem in a tab',
  openSidePanel: 'Open Tandem in the side panel',
};

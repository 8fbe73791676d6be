import { type AppId, appNames } from '@/lib/model';

export const panelWords = {
  name: 'Tandem',
  welcomeHeading: 'Both apps, in one place',
  welcome: 'Connect AnythingLLM and LibreChat, and find every workspace and conversation here. It takes a minute.',
  connect: 'Connect your apps',
  looksLike: (app: AppId) => `This looks like ${appNames[app]}.`,
  useIt: 'Use it',
  openInTab: 'Open Tandem in a tab',
  openSidePanel: 'Open Tandem in the side panel',
};

import { type AppId, appNames, type Right } from '@/lib/model';

const what: Readonly<Record<Right, Readonly<Record<AppId, string>>>> = {
  'read-other': { anythingllm: 'see your LibreChat conversations', librechat: 'see your AnythingLLM workspaces' },
  change: { anythingllm: 'change your settings', librechat: 'change your settings' },
};

const may = (app: AppId, right: Right) => what[right][app];

export const rightWords = {
  heading: 'Code in the apps’ pages asks',
  asks: (app: AppId, right: Right) => `${appNames[app]}’s page asks to ${may(app, right)}.`,
  allow: 'Allow',
  notNow: 'Not now',
  never: 'Don’t allow',
  bridge: 'Let code in the apps’ pages reach Tandem',
  mayNow: (app: AppId, right: Right) => `${appNames[app]}’s page may ${may(app, right)}.`,
  mayNot: (app: AppId, right: Right) => `${appNames[app]}’s page may not ${may(app, right)}.`,
  mayLater: (app: AppId, right: Right, when: string) =>
    `${appNames[app]}’s page may not ${may(app, right)} for now; it can ask again from ${when}.`,
  forbid: 'Forbid',
};

import { type AppId, appNames, type RegisterId } from '@/lib/model';

/** Why a change has not arrived yet. */
export type WaitingWhy =
  | 'paused'
  | 'asks'
  | 'next-open'
  | 'offline'
  | 'grant'
  | 'down'
  | 'problem'
  | 'asleep'
  | 'sign-in'
  | 'unseen'
  | 'sending';

export const waitingWords: Readonly<Record<WaitingWhy, string>> = {
  paused: 'waiting: Tandem is paused',
  asks: 'waiting for your answer',
  'next-open': 'when it is next opened',
  offline: 'waiting: offline',
  grant: 'waiting: your browser no longer lets Tandem talk to it',
  down: 'waiting: it does not answer',
  problem: 'waiting: see Status',
  asleep: 'waiting: asleep, open it once',
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

export const placeWords = {
  refused: (sentence: string) => `refused: ${sentence}`,
  declined: 'you said: not this time.',
  coerced: (got: string) => `made it ${got}`,
  overridden: 'stays as you chose there',
  unsupported,
  capped: (most: string, provider: string) => `${most}, the most that ${provider} takes`,
  idle: 'does nothing there, as its owner decided',
  needsKey: {
    missing: (provider: string) => `needs your key for ${provider}`,
    expired: (provider: string) => `needs your key for ${provider}: the one you gave has expired`,
  },
  startsWith: {
    'last-used': (model: string) => `new chats start with ${model}`,
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
  reloadApp: (app: AppId) => `${appNames[app]} shows it once its page is loaded again.`,
  answering: (app: AppId) => `${appNames[app]} is writing an answer. Reload it yourself when it is done.`,
  list: (setting: string) => `${setting}: where it stands`,
};

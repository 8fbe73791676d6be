import { type AppId, appNames } from '@/lib/model';

export const modelWords = {
  provider: 'Provider',
  model: 'Model',
  save: 'Save',
  onlyIn: (app: AppId) => `${appNames[app]} only`,
  loading: 'Asking for the models…',
  has: (app: AppId) => `${appNames[app]} has it`,
  unknown: {
    down: (app: AppId) => `${appNames[app]} can’t be reached, so its models are not known`,
    'signed-out': (app: AppId) => `Sign in to ${appNames[app]} to see its models`,
    'for-admins': (app: AppId) => `${appNames[app]} tells its models only to admins`,
    silent: (app: AppId) => `${appNames[app]} does not tell its models`,
  },
  lost: (provider: string) =>
    `AnythingLLM uses “${provider}” now, a provider that Tandem can’t put back after a change. AnythingLLM itself can.`,
  noKey: (provider: string) => `AnythingLLM has no key for ${provider} yet`,
  needsKey: {
    missing: (provider: string) => `LibreChat needs your key for ${provider}`,
    expired: (provider: string) => `LibreChat needs your key for ${provider}: the one you gave has expired`,
  },
  noEndpoint: (provider: string) => `LibreChat does not offer ${provider}`,
  lacks: (app: AppId, model: string) => `${appNames[app]} lacks ${model}`,
  anyway: (model: string) => `Use ${model} anyway: no app is known to have it`,
  instead: (model: string) => `Use ${model} instead`,
  pair: (provider: string) => `${provider} in AnythingLLM = which endpoint in LibreChat?`,
  pairNone: 'None of these',
  pairGuess: (endpoint: string) => `${endpoint} (a guess)`,
  pairWhy: 'A guess: both name some of the same models.',
  remember: 'Remember',
};

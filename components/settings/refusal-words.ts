import { type AppId, appNames } from '@/lib/model';

/** What a place was to hold, in words. */
interface About {
  readonly app: AppId;
  readonly provider: string;
  readonly value: string;
}

/** Why a place did not take a change, by the stable code of the refusal; follows "refused: ". */
export const refusalSentences: Readonly<Record<string, (about: About) => string>> = {
  'provider-unknown': ({ app, provider }) => `${appNames[app]} has no provider ${provider}.`,
  'endpoint-unknown': ({ app, provider }) => `${appNames[app]} does not offer ${provider}.`,
  'provider-not-configured': ({ provider }) =>
    `${provider} is not set up there, so whoever chats would only get errors.`,
  'model-not-settable': ({ provider }) => `${provider} chooses its model by itself.`,
  'model-unknown': ({ app, value }) => `${appNames[app]} does not offer ${value}.`,
  'key-missing': ({ app, provider }) => `${appNames[app]} needs your key for ${provider}.`,
  'max-tokens-not-settable': () => 'the provider chosen there has no such setting.',
  'value-invalid': ({ value }) => `${value} is not possible there.`,
  'role-refused': () => 'only an admin may change it.',
  'origin-refused': ({ app }) => `${appNames[app]} takes no changes from an extension.`,
  'app-refused': ({ app }) => `${appNames[app]} did not take it.`,
  gone: () => 'the workspace does not exist any more.',
  detached: () => 'you removed Tandem’s preset or chose another default.',
  'preset-needs-model': () => 'Tandem’s preset needs a model: switch it on under Model first.',
  'preset-refused': ({ app }) => `${appNames[app]} did not save Tandem’s preset.`,
  'default-is-agent': () =>
    'your default there is an agent, an assistant or a prescribed one, which Tandem leaves alone.',
  'presets-locked': () => 'presets are switched off there, or the models are prescribed.',
};

/** The sentence for a code, also for one that a newer background knows. */
export const refusalSentence = (code: string, about: About): string =>
  (refusalSentences[code] ?? (() => `${appNames[about.app]} did not take it (${code}).`))(about);

import { recordedBody } from '../../../contract/kit/load-recording';
import type { OwnerFile, Settings } from '../options';

type Config = Record<string, unknown>;

/** LibreChat 0.8.7's answers without and with a sign-in. */
const forAll: Config = recordedBody('librechat/00-config-anon', 'GET /api/config');
const forPeople: Config = recordedBody('librechat/21-config-auth', 'GET /api/config');

/** The public part of `GET /api/config`. */
export function createConfig({ title, account, version }: Settings): Config {
  const { buildInfo, ...older } = forAll;
  return {
    ...older,
    ...(version !== '0.8.2' && { buildInfo }),
    appTitle: title,
    openidLoginEnabled: account === 'openid',
    socialLoginEnabled: account === 'openid',
    emailLoginEnabled: account === 'local',
    // Known only once the server listens.
    serverDomain: '',
  };
}

/** What the same answer adds for a signed-in person (for everybody up to 0.8.4). */
export const createConfigSignedIn = ({ account, owner }: Settings): Config => ({
  ...Object.fromEntries(Object.entries(forPeople).filter(([key]) => !Object.hasOwn(forAll, key))),
  openidReuseTokens: account === 'openid',
  ...ownerConfig(owner),
});

/**
 * What an owner's file becomes in `GET /api/config`: a list of specs alone switches presets, parameters and the choice
 * of models off, and comes first unless the file says otherwise (measured: facts/librechat-owner).
 */
const ownerConfig = ({ interface: shown = {}, modelSpecs }: OwnerFile): Config => ({
  interface: {
    ...(forPeople.interface as Config),
    modelSelect: shown.modelSelect ?? (!modelSpecs?.list.length || Boolean(modelSpecs.addedEndpoints?.length)),
    parameters: !modelSpecs?.list.length,
    presets: shown.presets ?? !modelSpecs?.list.length,
  },
  ...(modelSpecs && { modelSpecs: { enforce: false, prioritize: true, ...modelSpecs } }),
});

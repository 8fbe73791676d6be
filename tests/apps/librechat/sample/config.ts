import type { OwnerFile, Settings } from '../options';

type Config = Record<string, unknown>;

/** The public part of `GET /api/config` (measured: librechat/00-config-anon). */
export const createConfig = (settings: Settings): Config => ({
  appTitle: settings.title,
  discordLoginEnabled: false,
  facebookLoginEnabled: false,
  githubLoginEnabled: false,
  googleLoginEnabled: false,
  appleLoginEnabled: false,
  openidLoginEnabled: settings.account === 'openid',
  openidLabel: 'Continue with OpenID',
  openidAutoRedirect: false,
  samlLoginEnabled: false,
  // Known only once the server listens.
  serverDomain: '',
  emailLoginEnabled: settings.account === 'local',
  registrationEnabled: true,
  socialLoginEnabled: settings.account === 'openid',
  emailEnabled: false,
  passwordResetEnabled: false,
  ldap: { enabled: false },
  socialLogins: ['google', 'facebook', 'openid', 'github', 'discord', 'saml'],
  turnstile: {},
  ...(settings.version !== '0.8.2' && {
    buildInfo: {
      commit: '9e74cc0e57b395926122bd4062c1fcedc48ed465',
      commitShort: '9e74cc0',
      branch: null,
      buildDate: null,
    },
  }),
});

/** What the same answer adds for a signed-in person (for everybody up to 0.8.4). */
export const createConfigSignedIn = (settings: Settings): Config => ({
  showBirthdayIcon: false,
  helpAndFaqURL: 'https://librechat.ai',
  sharedLinksEnabled: true,
  publicSharedLinksEnabled: true,
  openidReuseTokens: settings.account === 'openid',
  allowAccountDeletion: true,
  sharedLinksSnapshotFilesEnabled: true,
  ...ownerConfig(settings.lockedDown ? LOCKED_DOWN : settings.owner),
  titleGenerationTiming: 'immediate',
  balance: { enabled: false },
  sharePointFilePickerEnabled: false,
  conversationImportMaxFileSize: 0,
});

/**
 * What an owner's file becomes in `GET /api/config`: a list of specs alone switches presets, parameters and the choice
 * of models off, and comes first unless the file says otherwise (measured: facts/librechat-owner).
 */
export const ownerConfig = ({ interface: shown = {}, modelSpecs }: OwnerFile): Config => ({
  interface: {
    modelSelect: shown.modelSelect ?? (!modelSpecs?.list.length || Boolean(modelSpecs.addedEndpoints?.length)),
    parameters: !modelSpecs?.list.length,
    presets: shown.presets ?? !modelSpecs?.list.length,
    mcpServers: { use: true, create: true, share: false, public: false },
    autoSubmitFromUrl: true,
    buildInfo: true,
    contextUsage: true,
    contextCost: false,
    bookmarks: true,
    prompts: true,
    multiConvo: true,
    agents: true,
    temporaryChat: true,
  },
  ...(modelSpecs && { modelSpecs: { enforce: false, prioritize: true, ...modelSpecs } }),
});

const LOCKED_DOWN: OwnerFile = {
  interface: { presets: false, modelSelect: false },
  modelSpecs: {
    enforce: true,
    list: [
      {
        name: 'house-model',
        label: 'House model',
        default: true,
        preset: { endpoint: 'openAI', model: 'gpt-4o-mini' },
      },
    ],
  },
};

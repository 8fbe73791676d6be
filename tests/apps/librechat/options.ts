import type { BearerKind } from './openid';

export interface LibreChatOptions {
  /** Path below which the whole app lives, as '/sub/'; '/' by default. */
  basePath?: string;
  /** Behaves like this release where the releases differ and Tandem can notice. */
  version?: '0.8.8' | '0.8.7' | '0.8.2';
  /** The sign-in: LibreChat's own passwords, or an identity provider whose tokens LibreChat reuses. */
  account?: 'local' | 'openid';
  /** The form of an `openid` account's bearer. */
  openidBearer?: BearerKind;
  /** Life of an access token; 900 by default as in LibreChat. */
  accessTokenSeconds?: number;
  /** Life of a session from its login on; 7 days by default as in LibreChat. */
  refreshTokenSeconds?: number;
  /** Time between reading a session and saving its new hash: refreshes that start within it both succeed. */
  refreshGapMs?: number;
  /** Awaited in the same gap, so that a test can hold each refresh there. */
  inRefreshGap?: () => Promise<void>;
  /** How long the database takes between finding the former default preset and saving the new one; 4 by default. */
  saveGapMs?: number;
  sample?: 'demo' | 'empty' | { conversations: number };
  /** `appTitle`, the admin's name of the install. */
  title?: string;
  /** The owner's file on presets and models; nothing by default. */
  owner?: OwnerFile;
  /** The duration of a streamed answer. */
  answerMs?: number;
  /** Speaks the platform contract instead of the stock one. */
  platform?: boolean | PlatformOptions;
}

/** A part of `librechat.yaml`, with its own names. */
export interface OwnerFile {
  interface?: { presets?: boolean; modelSelect?: boolean };
  modelSpecs?: {
    prioritize?: boolean;
    addedEndpoints?: string[];
    list: {
      name: string;
      label: string;
      default?: boolean;
      softDefault?: boolean;
      preset: { endpoint: string; model?: string; temperature?: number };
    }[];
  };
}

export interface PlatformOptions {
  /** The form of `GET /api/conversations`. */
  list?: 'wrapped' | 'bare';
  /** The form of `/api/user/settings`. */
  settings?: 'flat' | 'wrapped';
  /** The answer to a request without a session. */
  signedOut?: 'json' | 'redirect';
  /** Answers 403 to a write whose Origin is not the server's own. */
  refuseForeignOrigin?: boolean;
}

export type Settings = Required<Omit<LibreChatOptions, 'platform'>> & {
  platform: Required<PlatformOptions> | undefined;
};

/** The options with LibreChat's defaults in place. */
export function withDefaults(options: LibreChatOptions): Settings {
  const sample = options.sample ?? 'demo';
  return {
    basePath: options.basePath ?? '/',
    version: options.version ?? '0.8.7',
    account: options.account ?? 'local',
    openidBearer: options.openidBearer ?? 'opaque',
    accessTokenSeconds: options.accessTokenSeconds ?? 900,
    refreshTokenSeconds: options.refreshTokenSeconds ?? 7 * 86_400,
    refreshGapMs: options.refreshGapMs ?? 6,
    inRefreshGap: options.inRefreshGap ?? (() => Promise.resolve()),
    saveGapMs: options.saveGapMs ?? 4,
    sample,
    title: options.title ?? (sample === 'demo' ? 'LibreChat · Demo data' : 'LibreChat'),
    owner: options.owner ?? {},
    answerMs: options.answerMs ?? 300,
    platform: options.platform ? platformDefaults(options.platform === true ? {} : options.platform) : undefined,
  };
}

const platformDefaults = (options: PlatformOptions): Required<PlatformOptions> => ({
  list: options.list ?? 'wrapped',
  settings: options.settings ?? 'flat',
  signedOut: options.signedOut ?? 'json',
  refuseForeignOrigin: options.refuseForeignOrigin ?? false,
});

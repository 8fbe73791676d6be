import { type AppId, baseUrl, type Connection, type Listed } from '@/lib/model';
import { anythingLlmModels, anythingLlmOffers } from './anythingllm/offers';
import { createSystemPlace } from './anythingllm/system-place';
import { createWorkspacePlace } from './anythingllm/workspace-place';
import type { AppHttp, RequestOptions } from './http';
import { libreChatOffers } from './librechat/offers';
import { createPresetPlace, type PresetPlaceOptions, type Restored } from './librechat/preset-place';
import type { ModelOffer } from './model-offer';
import { accountPlace } from './platform-place';
import type { Overwritten, SettingsPlace } from './settings-place';

/** The places of both apps that hold settings behind their APIs, with their offers. */
export interface SettingsPlaces {
  /**
   * @param place Its id within the app: `system`, `workspace:SLUG`, `preset`, `account`
   * @param adopt `create`: the user asked for the place just now, so a write may create it
   * @throws TypeError The app has no such place
   */
  place(
    connection: Connection,
    identity: string,
    place: string,
    adopt: NonNullable<PresetPlaceOptions['adopt']>,
  ): SettingsPlace;
  /**
   * The models that an app offers. LibreChat lists its models. AnythingLLM lists only the providers that are set up,
   * whose models cost a request each (`models`).
   */
  offers(app: AppId, http: AppHttp, options: RequestOptions): Promise<readonly ModelOffer[]>;
  /** The models of one of AnythingLLM's providers; null: not known. */
  models(http: AppHttp, provider: string, options: RequestOptions): Promise<Listed<string> | null>;
  /** Gives up our preset in LibreChat. @param overwritten The data that was stored when it became the default */
  restorePreset(
    connection: Connection,
    identity: string,
    http: AppHttp,
    overwritten: Overwritten,
    options: RequestOptions,
  ): Promise<Restored>;
}

const workspacePrefix = 'workspace:';

const presetOf = (connection: Connection, user: string, adopt: NonNullable<PresetPlaceOptions['adopt']>) =>
  createPresetPlace({ origin: baseUrl(connection), user, adopt });

export const settingsPlaces: SettingsPlaces = {
  place(connection, identity, place, adopt) {
    const { app } = connection;
    if (place === 'account') return accountPlace(app);
    if (app === 'librechat' && place === 'preset') return presetOf(connection, identity, adopt);
    if (app === 'anythingllm' && place === 'system') return createSystemPlace();
    if (app === 'anythingllm' && place.startsWith(workspacePrefix)) {
      return createWorkspacePlace(place.slice(workspacePrefix.length));
    }
    throw new TypeError(`${app} has no place ${place}`);
  },
  offers: (app, http, options) =>
    app === 'librechat' ? libreChatOffers(http, options) : anythingLlmOffers(http, options),
  models: (http, provider, options) => anythingLlmModels(http, provider, options),
  restorePreset: (connection, identity, http, overwritten, options) =>
    presetOf(connection, identity, 'keep').restoreFormer(http, overwritten, options),
};

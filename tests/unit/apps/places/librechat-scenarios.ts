import { presetIdOf } from '@/lib/apps/librechat/preset-id';
import { createPresetPlace, type PresetPlace, type PresetPlaceOptions } from '@/lib/apps/librechat/preset-place';
import { accountPlace } from '@/lib/apps/platform-place';
import {
  ALEX,
  type LibreChatApp,
  type LibreChatOptions,
  type PlatformOptions,
  type Preset,
  startLibreChat,
} from '@/tests/apps/librechat';
import { bearer, running, signal } from '../kit';
import { clientOf, type PlaceScenario } from './place-contract';

interface PresetScenario extends PlaceScenario {
  readonly server: LibreChatApp;
  readonly place: PresetPlace;
  readonly presetId: string;
}

/** Where our preset's id comes from in these tests; the server's own port changes from run to run. */
export const from = { origin: 'http://chat.example', user: 'alex' };

/** A person with the demo's three presets, of which "Careful coder" is the default unless ours has been made. */
export async function presetScenario({
  made,
  adopt,
  ...options
}: LibreChatOptions & { made: 'ours is the default' | 'nothing' } & Pick<
    PresetPlaceOptions,
    'adopt'
  >): Promise<PresetScenario> {
  const server = await running(startLibreChat(options));
  for (const preset of server.state.presets.values()) {
    if (preset.title === 'Careful coder') Object.assign(preset, { defaultPreset: true, order: 0 });
  }
  const { token, cookieHeader } = server.signIn(ALEX.email);
  const presetId = await presetIdOf(from.origin, from.user);
  const scenario: PresetScenario = {
    server,
    app: 'librechat',
    credentials: bearer(token),
    cookieHeader,
    place: createPresetPlace({ ...from, ...(adopt && { adopt }) }),
    presetId,
  };
  if (made === 'ours is the default') {
    const { http } = clientOf(scenario);
    const changes = { 'llm.model': { endpoint: 'openAI', model: 'gpt-4o' } };
    await createPresetPlace({ ...from, adopt: 'create' }).write(http, changes, { signal });
  }
  return scenario;
}

/** A preset of the demo by its title. */
export function presetCalled(server: LibreChatApp, title: string): Preset {
  const found = [...server.state.presets.values()].find((preset) => preset.title === title);
  if (!found) throw new Error(`no preset ${title}`);
  return found;
}

/** The titles of the person's default presets. */
export const defaultsOf = (server: LibreChatApp): string[] =>
  [...server.state.presets.values()].filter((preset) => preset.defaultPreset).map(({ title }) => title);

/** The account of a person at a LibreChat behind a platform, with these settings. */
export async function startLibreChatAccount(
  settings: Readonly<Record<string, unknown>>,
  platform: PlatformOptions = {},
): Promise<PlaceScenario> {
  const server = await running(startLibreChat({ platform }));
  server.state.platformSettings.set(server.user(ALEX.email)._id, { ...settings });
  return {
    server,
    app: 'librechat',
    contract: 'platform',
    cookieHeader: server.signIn(ALEX.email).cookieHeader,
    place: accountPlace('librechat'),
  };
}

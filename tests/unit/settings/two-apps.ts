import { afterEach } from 'vitest';
import type {
  AppId,
  Change,
  Conflict,
  Json,
  Participation,
  PlaceId,
  RegisterId,
  Settings,
  SettingsState,
} from '@/lib/model';
import { type AnythingLlmApp, type AnythingLlmOptions, startAnythingLlm } from '../../apps/anythingllm';
import { ALEX, type LibreChatApp, type LibreChatOptions, type Preset, startLibreChat } from '../../apps/librechat';
import type { PageDouble } from '../kit/page-double';
import { World } from '../kit/world';

interface Options {
  readonly anythingllm?: AnythingLlmOptions;
  readonly librechat?: LibreChatOptions;
  /** Who is signed in at an AnythingLLM with accounts. */
  readonly as?: string;
  /** A page of LibreChat that is open before AnythingLLM is connected holds this. */
  readonly early?: PageDouble['held'];
  /** `not-yet`: the person has said nothing about keeping anything in step (rule J1). */
  readonly wanted?: 'not-yet';
}

/** Both apps, one person signed in at both, and the engine that keeps their settings in step. */
export class TwoApps {
  readonly world = new World();

  private constructor(
    readonly anythingllm: AnythingLlmApp,
    readonly librechat: LibreChatApp,
  ) {}

  static async start(options: Options = {}): Promise<TwoApps> {
    const [anythingllm, librechat] = await Promise.all([
      startAnythingLlm({ mode: 'open', sample: 'demo', ...options.anythingllm }),
      startLibreChat({ sample: 'demo', refreshGapMs: 0, ...options.librechat }),
    ]);
    const both = new TwoApps(anythingllm, librechat);
    running.push(both);
    if (options.as) both.signInAt('anythingllm', options.as);
    both.world.setCookies(librechat.signIn(ALEX.email).cookies);
    if (options.early) {
      await both.world.connect('librechat', librechat);
      await both.world.openPage('librechat', options.early);
    }
    await both.world.connect('anythingllm', anythingllm);
    if (!options.early) await both.world.connect('librechat', librechat);
    await both.world.quiet();
    if (options.wanted !== 'not-yet') await both.keeper.compare([], 'follow');
    await both.world.quiet();
    return both;
  }

  /** An open page of AnythingLLM holds this person's token. */
  signInAt(_app: 'anythingllm', username: string): void {
    this.world.page = { open: true, token: this.anythingllm.tokenFor(username) };
  }

  get keeper() {
    return this.world.engine.settings.present;
  }

  async state(): Promise<SettingsState> {
    const { settings } = await this.world.shown();
    if (!settings) throw new Error('not both people are known');
    return settings;
  }

  async settings(): Promise<Settings> {
    return (await this.state()).settings;
  }

  /** The list of changes, oldest first, in a few words each. */
  async listed(): Promise<string[]> {
    const say = ({ place, from, to, by, state, code }: Change) =>
      `${place}: ${show(from === 'absent' ? from : from.value)} → ${show(to)} (${by}, ${code ?? state})`;
    return [...(await this.state()).changes].reverse().map(say);
  }

  /** The id of the newest change at a place. */
  async changeAt(place: PlaceId): Promise<string> {
    return (await this.state()).changes.find((one) => one.place === place)?.id ?? '';
  }

  /** The conflicts in a few words each, the newest first. */
  async conflicts(): Promise<string[]> {
    const say = ({ value, from }: Conflict['kept']) =>
      `${JSON.stringify((value as { readonly value: Json }).value)} from ${from}`;
    return (await this.settings()).conflicts.map(({ kept, lost }) => `${say(kept)}, not ${say(lost)}`);
  }

  tried(place: string, register: RegisterId = 'llm.model') {
    return this.settings().then(
      ({ replicas }) => replicas.find((one) => one.id === place && one.register === register)?.lastWrite ?? null,
    );
  }

  /** What the person edits in Tandem, all the way to where it goes. */
  async edit(
    register: RegisterId,
    value: Parameters<World['engine']['settings']['present']['edit']>[1],
  ): Promise<void> {
    await this.command((keeper) => keeper.edit(register, { value }));
  }

  /** Opens a page of an app, which tells what it holds. */
  async open(app: AppId, held: PageDouble['held']): Promise<PageDouble> {
    const page = await this.world.openPage(app, held);
    await this.world.quiet();
    return page;
  }

  /** The person chooses in an app's page, all the way to where it goes. */
  async choose(page: PageDouble, ...chosen: Parameters<PageDouble['choose']>): Promise<void> {
    await page.choose(...chosen);
    await this.world.quiet();
  }

  /** The person chooses in a page whose word of it arrives only after what happens meanwhile. */
  async chooseUnheard(
    page: PageDouble,
    chosen: Parameters<PageDouble['choose']>,
    meanwhile: () => Promise<unknown>,
  ): Promise<void> {
    page.isUnheard = true;
    await page.choose(...chosen);
    await meanwhile();
    page.isUnheard = false;
    await this.report(page);
  }

  async report(page: PageDouble): Promise<void> {
    await page.report();
    await this.world.quiet();
  }

  /** The person's command in one of Tandem's views, all the way to where it goes. */
  async command<T>(work: (keeper: TwoApps['keeper']) => Promise<T>): Promise<T> {
    const answer = await work(this.keeper);
    await this.world.quiet();
    return answer;
  }

  setRole(register: RegisterId, place: PlaceId, role: Participation) {
    return this.command((keeper) => keeper.setRole(register, place, role));
  }

  async sync(): Promise<void> {
    await this.world.engine.sync();
    await this.world.quiet();
  }

  /** An app's own form was saved. */
  async saved(app: AppId, path: string): Promise<void> {
    const status = app === 'librechat' ? 201 : 200;
    await this.world.engine.pageRequested({ method: 'POST', url: `${this[app].url}${path}`, status });
    await this.world.quiet();
  }

  /** AnythingLLM's system default. */
  get system(): { readonly provider: unknown; readonly model: unknown } {
    const { env } = this.anythingllm.state;
    const provider = env.LLMProvider;
    const names: Record<string, string> = { openai: 'OpenAiModelPref', anthropic: 'AnthropicModelPref' };
    return { provider, model: env[names[String(provider)] ?? ''] };
  }

  /** The person's default presets at LibreChat. */
  defaults(): Preset[] {
    return [...this.librechat.state.presets.values()].filter(({ defaultPreset }) => defaultPreset);
  }

  async stop(): Promise<void> {
    await this.world.quiet();
    await Promise.all([this.anythingllm.stop(), this.librechat.stop()]);
  }
}

function show(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.values(value).join('/');
}

const running: TwoApps[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((both) => both.stop()));
});

/** Both apps, each with an open page that holds this theme. */
export async function withPages(theme = 'light') {
  const both = await TwoApps.start();
  const brain = await both.world.openPage('anythingllm', { 'ui.theme': theme });
  const chat = await both.open('librechat', { 'ui.theme': theme });
  return { both, brain, chat, themes: () => [brain.held['ui.theme'], chat.held['ui.theme']] };
}

export const gpt4o = { endpoint: 'openAI', model: 'gpt-4o' };

/** Both apps, and a page of LibreChat that used AnythingLLM's model last. */
export async function withLastUsed(options: Options = {}) {
  const both = await TwoApps.start(options);
  const chat = await both.open('librechat', { 'llm.model': gpt4o });
  return { both, chat };
}

/** Both apps, with the temperature of the first six of eight workspaces in step. */
export async function withSixWorkspaces() {
  const both = await TwoApps.start({ anythingllm: { sample: { workspaces: 8 } } });
  for (const { slug } of both.anythingllm.state.workspaces.slice(0, 6)) {
    await both.keeper.setRole('llm.temperature', `anythingllm/workspace:${slug}`, 'on');
  }
  await both.edit('llm.temperature', 0.5);
  return both;
}

/** Both apps, where the person's own default preset gave way to Tandem's. */
export async function withFormerPreset() {
  const { both } = await withLastUsed();
  const mine = both.librechat.user(ALEX.email)._id;
  const former = [...both.librechat.state.presets.values()].find(({ user }) => user === mine);
  if (!former) throw new Error('no preset of this person');
  former.defaultPreset = true;
  await both.setRole('llm.model', 'librechat/preset', 'on');
  return { both, former };
}

export const model = (provider: string, name: string) => ({ provider, model: name });

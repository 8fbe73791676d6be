import { providers } from '@/lib/apps/anythingllm/providers';
import type { Harness, Tab } from '../e2e/harness';
import { untilArrived } from './arrival';
import { needed, type Person, type Seat } from './instances';

type Workspace = { readonly slug: string; readonly name: string } & Readonly<Record<string, unknown>>;

/** What AnythingLLM itself says that it holds for this person. */
export interface AnythingLlmState {
  /** The person's user name, or null where there are no accounts. */
  readonly person: string | null;
  /** The person's role, or null where there are no accounts. */
  readonly role: 'admin' | 'manager' | 'default' | null;
  readonly mode: 'open' | 'password' | 'accounts';
  /** All that it tells of them. */
  readonly workspaces: readonly Workspace[];
  /** All that it tells of the server's settings, by its own names. */
  readonly settings: Readonly<Record<string, unknown>>;
}

const slow = { timeoutMs: 60_000 };

/** Signs in on AnythingLLM's own login page, unless it is open to everyone or the browser is signed in. The tab stays open. */
export async function signIn(harness: Harness, at: Seat): Promise<Tab> {
  const tab = await harness.openPage(at.url);
  await fillLogin(tab, at);
  return tab;
}

/** The same in a tab that shows the login page. */
export async function fillLogin(tab: Tab, { url, person: { name, password } }: Seat): Promise<void> {
  const asks = await tab.evaluate(async (base) => {
    const { results } = await (await fetch(`${base}api/setup-complete`)).json();
    if (localStorage.getItem('anythingllm_authToken')) return 'nothing';
    return results.MultiUserMode ? 'accounts' : results.RequiresAuth ? 'password' : 'nothing';
  }, url);
  if (asks !== 'nothing') {
    await tab.waitFor('input[name="password"]', slow);
    if (asks === 'accounts') await tab.fill('input[name="username"]', needed(name, 'TANDEM_ANYTHINGLLM_USERNAME'));
    await tab.fill('input[name="password"]', needed(password, 'TANDEM_ANYTHINGLLM_PASSWORD'));
    await tab.click('form button[type="submit"]');
  }
  await untilArrived(tab, ['body'], slow);
}

/** Signs out as AnythingLLM's own page does: with its user menu's last entry. The login page is shown afterwards. */
export async function signOut(tab: Tab): Promise<void> {
  await tab.bringToFront();
  const standIn = { testId: 'logout' };
  if (await tab.isVisible(standIn)) {
    await tab.click(standIn);
  } else {
    await tab.click('button.uppercase.rounded-full', slow);
    await tab.click({ role: 'button', name: 'Sign out' }, slow);
  }
  await tab.waitFor('input[name="password"]', slow);
}

/** AnythingLLM's API, asked from outside the browser with a sign-in of its own: neither its page nor Tandem notices. */
export class AnythingLlmServer {
  private token: Promise<string | null> | undefined;

  constructor(
    private readonly url: string,
    private readonly person: Person,
  ) {}

  async read(): Promise<AnythingLlmState> {
    const { results } = (await this.ask('api/setup-complete')) as { results: Readonly<Record<string, unknown>> };
    const { user } = (await this.ask('api/system/refresh-user')) as {
      user?: { username: string; role: AnythingLlmState['role'] } | null;
    };
    const { workspaces } = (await this.ask('api/workspaces')) as { workspaces: readonly Workspace[] };
    return {
      person: user?.username ?? null,
      role: user?.role ?? null,
      mode: results.MultiUserMode ? 'accounts' : results.RequiresAuth ? 'password' : 'open',
      workspaces,
      settings: results,
    };
  }

  /**
   * Gives the server and its workspaces the settings back that they had, as far as they differ. The provider goes last: the
   * server applies settings one by one, up to the first that it refuses.
   */
  async putBack(before: AnythingLlmState): Promise<void> {
    const now = await this.read();
    const keys = [...Object.values(providers).flatMap(({ modelKey }) => modelKey ?? []), 'LLMProvider'];
    const changed = keys.filter((key) => before.settings[key] !== now.settings[key]);
    if (changed.length > 0) {
      const wanted = Object.fromEntries(changed.map((key) => [key, String(before.settings[key] ?? '')]));
      const { error } = (await this.ask('api/system/update-env', wanted)) as { error?: unknown };
      if (error) throw new Error(`AnythingLLM did not take ${JSON.stringify(wanted)} back: ${error}`);
    }
    for (const { slug, ...former } of before.workspaces) {
      const present = now.workspaces.find((each) => each.slug === slug);
      const differs = ['openAiTemp', 'chatProvider', 'chatModel'].filter((key) => present?.[key] !== former[key]);
      if (!present || differs.length === 0) continue;
      await this.ask(`api/workspace/${slug}/update`, Object.fromEntries(differs.map((key) => [key, former[key]])));
    }
  }

  /** @param body With one it is a POST. */
  private async ask(path: string, body?: object): Promise<unknown> {
    this.token ??= this.signIn();
    const token = await this.token;
    const response = await fetch(this.url + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json', ...(token !== null && { authorization: `Bearer ${token}` }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response.json();
  }

  private async signIn(): Promise<string | null> {
    const { results } = await (await fetch(`${this.url}api/setup-complete`)).json();
    if (!results.MultiUserMode && !results.RequiresAuth) return null;
    const password = needed(this.person.password, 'TANDEM_ANYTHINGLLM_PASSWORD');
    const username = results.MultiUserMode ? needed(this.person.name, 'TANDEM_ANYTHINGLLM_USERNAME') : undefined;
    const response = await fetch(`${this.url}api/request-token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password }),
    });
    const { token, message } = await response.json();
    if (!token) throw new Error(`AnythingLLM lets nobody in: ${message ?? response.status}`);
    return token;
  }
}

/** The model that everybody's chats use where nothing else is chosen. */
export function systemModel({ settings }: AnythingLlmState) {
  const provider = typeof settings.LLMProvider === 'string' ? settings.LLMProvider : null;
  const own = provider === null ? null : settings[providers[provider]?.modelKey ?? ''];
  return { provider, model: own ?? settings.LLMModel ?? null };
}

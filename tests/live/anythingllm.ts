import { providers } from '@/lib/apps/anythingllm/providers';
import type { Harness, Tab } from '../e2e/harness';
import { type Instance, needed } from './instances';

/** What AnythingLLM itself says that it holds for this person. */
export interface AnythingLlmState {
  /** The person's user name, or null where there are no accounts. */
  readonly person: string | null;
  /** The person's role, or null where there are no accounts. */
  readonly role: 'admin' | 'manager' | 'default' | null;
  readonly mode: 'open' | 'password' | 'accounts';
  /** All that it tells of them. */
  readonly workspaces: readonly { readonly slug: string; readonly name: string }[];
  /** All that it tells of the server's settings, by its own names. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly theme: string | null;
}

const slow = { timeoutMs: 60_000 };

/** Signs in on AnythingLLM's own login page, unless it is open to everyone or the browser is signed in. */
export async function signIn(harness: Harness, { url, name, password }: Instance): Promise<Tab> {
  const tab = await harness.openPage(url);
  const asks = await tab.evaluate(async (base) => {
    const { results } = await (await fetch(`${base}api/setup-complete`)).json();
    if (localStorage.getItem('anythingllm_authToken')) return 'nothing';
    return results.MultiUserMode ? 'accounts' : results.RequiresAuth ? 'password' : 'nothing';
  }, url);
  if (asks === 'nothing') return tab;
  await tab.waitFor('input[name="password"]', slow);
  if (asks === 'accounts') await tab.fill('input[name="username"]', needed(name, 'TANDEM_ANYTHINGLLM_USERNAME'));
  await tab.fill('input[name="password"]', needed(password, 'TANDEM_ANYTHINGLLM_PASSWORD'));
  await tab.click('form button[type="submit"]');
  await tab.waitForFunction(() => localStorage.getItem('anythingllm_authToken') !== null, undefined, slow);
  return tab;
}

/** Asks AnythingLLM's API in its own page, with the page's own token. */
export function read(tab: Tab, url: string): Promise<AnythingLlmState> {
  return tab.evaluate(async (base) => {
    const token = localStorage.getItem('anythingllm_authToken');
    const headers = token ? { authorization: `Bearer ${token}` } : {};
    const get = async (path: string) => {
      const response = await fetch(base + path, { headers, cache: 'no-store' });
      if (!response.ok) throw new Error(`${path}: ${response.status}`);
      return response.json();
    };
    const { results } = await get('api/setup-complete');
    const { user } = await get('api/system/refresh-user');
    const { workspaces } = await get('api/workspaces');
    return {
      person: user?.username ?? null,
      role: user?.role ?? null,
      mode: results.MultiUserMode ? 'accounts' : results.RequiresAuth ? 'password' : 'open',
      workspaces,
      settings: results,
      theme: localStorage.getItem('theme'),
    };
  }, url);
}

/** The model that everybody's chats use where nothing else is chosen. */
export function systemModel({ settings }: AnythingLlmState) {
  const provider = typeof settings.LLMProvider === 'string' ? settings.LLMProvider : null;
  const own = provider === null ? null : settings[providers[provider]?.modelKey ?? ''];
  return { provider, model: own ?? settings.LLMModel ?? null };
}

/**
 * Gives AnythingLLM's server the choice of models back that it had, as far as it differs. The provider goes last: the
 * server applies settings one by one, up to the first that it refuses.
 */
export async function putBack(tab: Tab, url: string, before: AnythingLlmState): Promise<void> {
  const now = await read(tab, url);
  const keys = [...Object.values(providers).flatMap(({ modelKey }) => modelKey ?? []), 'LLMProvider'];
  const changed = keys.filter((key) => before.settings[key] !== now.settings[key]);
  if (changed.length === 0) return;
  const wanted = Object.fromEntries(changed.map((key) => [key, String(before.settings[key] ?? '')]));
  const error = await tab.evaluate(
    async ({ base, body }) => {
      const token = localStorage.getItem('anythingllm_authToken');
      const response = await fetch(`${base}api/system/update-env`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
        body: JSON.stringify(body),
      });
      return response.ok ? String((await response.json()).error || '') : `${response.status}`;
    },
    { base: url, body: wanted },
  );
  if (error) throw new Error(`AnythingLLM did not take ${JSON.stringify(wanted)} back: ${error}`);
}

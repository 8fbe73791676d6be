import type { Harness, Tab } from '../e2e/harness';
import { type Instance, needed } from './instances';

/** What AnythingLLM itself says that it holds for this person. */
export interface AnythingLlmState {
  /** The person's user name, or null where there are no accounts. */
  readonly person: string | null;
  readonly mode: 'open' | 'password' | 'accounts';
  readonly workspaces: readonly { readonly slug: string; readonly name: string }[];
  /** Everything that it tells of workspaces and of the server's settings. */
  readonly all: string;
  readonly provider: string | null;
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
      mode: results.MultiUserMode ? 'accounts' : results.RequiresAuth ? 'password' : 'open',
      workspaces: workspaces.map(({ slug, name }: { slug: string; name: string }) => ({ slug, name })),
      all: JSON.stringify([workspaces, results]),
      provider: results.LLMProvider ?? null,
      theme: localStorage.getItem('theme'),
    };
  }, url);
}

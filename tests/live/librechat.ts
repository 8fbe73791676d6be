import type { Harness, Tab } from '../e2e/harness';
import { type Instance, needed } from './instances';

/** What LibreChat itself says that it holds for this person. */
export interface LibreChatState {
  /** The name that it shows for the person. */
  readonly person: string;
  /** Id, title and time of every conversation, archived ones too, by id. */
  readonly conversations: readonly (readonly [id: string, title: string, updatedAt: string])[];
  /** LibreChat loses conversations at the boundaries of its pages, so that a list of several pages may lack some. */
  readonly pages: number;
  readonly presets: string;
  readonly theme: string | null;
}

const slow = { timeoutMs: 60_000 };
const signedInMark = '[data-testid="nav-user"], #prompt-textarea, [data-testid="text-input"]';

/** Signs in on LibreChat's own login page, unless the browser is signed in. The tab stays open. */
export async function signIn(harness: Harness, { url, name, password }: Instance): Promise<Tab> {
  const tab = await harness.openPage(url);
  await tab.waitFor(`${signedInMark}, #email`, slow);
  if (await tab.isVisible('#email')) {
    await tab.fill('#email', needed(name, 'TANDEM_LIBRECHAT_EMAIL'));
    await tab.fill('#password', needed(password, 'TANDEM_LIBRECHAT_PASSWORD'));
    await tab.click('[data-testid="login-button"], form button[type="submit"]');
    await tab.waitFor(signedInMark, slow);
  }
  return tab;
}

/** Asks LibreChat's API in its own page, with a token that the page's session cookie gets. */
export function read(tab: Tab, url: string): Promise<LibreChatState> {
  return tab.evaluate(async (base) => {
    const refreshed = await fetch(`${base}api/auth/refresh`, { method: 'POST' });
    const { token } = (await refreshed.json()) as { token: string };
    const get = async (path: string) => {
      const response = await fetch(base + path, { headers: { authorization: `Bearer ${token}` }, cache: 'no-store' });
      if (!response.ok) throw new Error(`${path}: ${response.status}`);
      return response.json();
    };
    const conversations = new Map<string, [string, string, string]>();
    let pages = 0;
    for (const archived of ['', '&isArchived=true']) {
      let cursor: string | null = null;
      do {
        const after: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
        const page = await get(`api/convos?limit=1000${archived}${after}`);
        for (const { conversationId, title, updatedAt } of page.conversations)
          conversations.set(conversationId, [conversationId, title ?? '', updatedAt]);
        cursor = page.nextCursor ?? null;
        pages += 1;
      } while (cursor);
    }
    const user = await get('api/user');
    const theme = localStorage.getItem('color-theme');
    return {
      person: String(user.name || user.username || user.email),
      conversations: [...conversations.values()].sort(([a], [b]) => (a < b ? -1 : 1)),
      pages: pages - 1,
      presets: JSON.stringify(await get('api/presets')),
      theme: theme?.replaceAll('"', '') ?? null,
    };
  }, url);
}

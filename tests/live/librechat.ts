import { presetTitle } from '@/lib/apps/librechat/preset-document';
import { type Harness, type Tab, until } from '../e2e/harness';
import { type Instance, needed } from './instances';

export interface Preset {
  readonly presetId: string;
  readonly title: string;
  readonly defaultPreset?: boolean;
  readonly endpoint?: string | null;
  readonly model?: string | null;
  readonly temperature?: number | null;
  readonly updatedAt?: string;
}

/** What LibreChat itself says that it holds for this person. */
export interface LibreChatState {
  /** The name that it shows for the person. */
  readonly person: string;
  /** Id, title and time of every conversation, archived ones too, by id. */
  readonly conversations: readonly (readonly [id: string, title: string, updatedAt: string])[];
  /** LibreChat loses conversations at the boundaries of its pages, so that a list of several pages may lack some. */
  readonly pages: number;
  /** All that it tells of them, by id; the list's own order goes by time stamps. */
  readonly presets: readonly Preset[];
  /** Why it applies no default preset to new chats, or one that Tandem leaves alone; null: it does. */
  readonly withoutPresets: string | null;
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

/**
 * A token that the page's session cookie gets. Whoever renews that cookie a moment earlier, a page that is loading or
 * Tandem, makes LibreChat refuse the one that was sent; the next try sends the new one (0.8.7, measured).
 */
const accessToken = (tab: Tab, url: string): Promise<string> =>
  until(
    'LibreChat to give its page a token',
    async () => {
      const { status, text } = await tab.evaluate(async (base) => {
        const response = await fetch(`${base}api/auth/refresh`, { method: 'POST' });
        return { status: response.status, text: await response.text() };
      }, url);
      const token = text.startsWith('{') ? (JSON.parse(text) as { token?: string }).token : undefined;
      return token ? { value: token } : { problem: `${status} ${text.slice(0, 80)}` };
    },
    { timeoutMs: 15_000, everyMs: 500 },
  );

/** Asks LibreChat's API in its own page. */
export async function read(tab: Tab, url: string): Promise<LibreChatState> {
  const access = { base: url, token: await accessToken(tab, url) };
  return tab.evaluate(async ({ base, token }) => {
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
    const { interface: view, modelSpecs } = await get('api/config');
    const presets = (await get('api/presets')) as (Preset & Record<string, unknown>)[];
    const isAgents = presets.some((each) => each.defaultPreset && (each.agent_id || each.assistant_id || each.spec));
    const isLocked = view?.presets === false || modelSpecs?.enforce === true;
    const theme = localStorage.getItem('color-theme');
    return {
      person: String(user.name || user.username || user.email),
      conversations: [...conversations.values()].sort(([a], [b]) => (a < b ? -1 : 1)),
      pages: pages - 1,
      presets: presets.sort((a, b) => (a.presetId < b.presetId ? -1 : 1)),
      withoutPresets: isLocked ? 'its owner switched presets off' : isAgents ? 'its default is an agent' : null,
      theme: theme?.replaceAll('"', '') ?? null,
    };
  }, access);
}

/**
 * Makes LibreChat's default preset what it was, and deletes Tandem's unless it was there before. Other presets are left
 * alone: nothing of this touches them.
 */
export async function putBack(tab: Tab, url: string, before: LibreChatState): Promise<void> {
  const now = await read(tab, url);
  const had = (id: string) => before.presets.find(({ presetId }) => presetId === id);
  const doomed = now.presets.filter(({ presetId, title }) => title === presetTitle && presetId && !had(presetId));
  const changed = now.presets.filter(
    ({ presetId, defaultPreset = false }) => had(presetId) && (had(presetId)?.defaultPreset ?? false) !== defaultPreset,
  );
  const posts = [
    ...doomed.map(({ presetId }) => ({ path: 'api/presets/delete', body: { presetId } })),
    ...changed.map(({ presetId, defaultPreset }) => ({
      path: 'api/presets',
      body: { presetId, defaultPreset: !defaultPreset },
    })),
  ];
  if (posts.length === 0) return;
  await tab.evaluate(
    async ({ base, token, requests }) => {
      for (const { path, body } of requests) {
        const response = await fetch(base + path, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
          body: JSON.stringify(body),
        });
        if (!response.ok) throw new Error(`${path}: ${response.status}`);
      }
    },
    { base: url, token: await accessToken(tab, url), requests: posts },
  );
}

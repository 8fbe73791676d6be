import { setTimeout as pause } from 'node:timers/promises';
import { presetTitle } from '@/lib/apps/librechat/preset-document';
import { type Harness, type Tab, test, until } from '../e2e/harness';
import { untilArrived } from './arrival';
import { needed, type Person, type Seat } from './instances';

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
}

const slow = { timeoutMs: 60_000 };
/** What LibreChat shows of a chat: the person, and where a message is typed. */
const view = ['[data-testid="nav-user"]', '#prompt-textarea'];
/** LibreChat's stock limit is 7 sign-ins in 5 minutes. */
const limit = { minutes: 5, margin: 5_000 };

/** Signs in on LibreChat's own login page, unless the browser is signed in. The tab stays open. */
export async function signIn(harness: Harness, { url, person }: Seat): Promise<Tab> {
  const tab = await harness.openPage(url);
  await tab.waitFor(`${view.join(', ')}, #email`, slow);
  if (await tab.isVisible('#email')) await fillLogin(tab, person);
  else await untilArrived(tab, view, slow);
  return tab;
}

/** The same in a tab that shows the login page. */
export async function fillLogin(tab: Tab, { name, password }: Person): Promise<void> {
  await tab.fill('#email', needed(name, 'TANDEM_LIBRECHAT_EMAIL'));
  await tab.fill('#password', needed(password, 'TANDEM_LIBRECHAT_PASSWORD'));
  const button = '[data-testid="login-button"], form button[type="submit"]';
  await tab.click(button);
  const outcome = await until(
    'LibreChat to let somebody in',
    async () => {
      if (await tab.isVisible(view[0] ?? '')) return { value: 'in' };
      const said = (await tab.texts('[role="alert"]')).join(' ');
      return /too many/i.test(said) ? { value: 'later' } : { problem: said || 'it says nothing' };
    },
    slow,
  );
  if (outcome === 'later') {
    await untilLimitIsOver();
    await tab.click(button);
  }
  await untilArrived(tab, view, slow);
}

/** Too many sign-ins: the same again later, in one try. Refused ones count, too, and many of them get an address banned. */
async function untilLimitIsOver(): Promise<void> {
  const ms = limit.minutes * 60_000 + limit.margin;
  console.log(`    LibreChat lets nobody in for now: waiting ${limit.minutes} minutes.`);
  test.setTimeout(test.info().timeout + ms);
  await pause(ms);
}

/** Signs out as LibreChat's own page does: with the last entry of the person's menu. The login page is shown afterwards. */
export async function signOut(tab: Tab): Promise<void> {
  await tab.bringToFront();
  const standIn = { testId: 'nav-logout' };
  if (await tab.isVisible(standIn)) {
    await tab.click(standIn);
  } else {
    await tab.click({ testId: 'nav-user' }, slow);
    await tab.click({ role: 'menuitem', name: 'Log out' }, slow);
  }
  await tab.waitFor('#email', slow);
}

interface Session {
  readonly token: string;
  /** As the server set them last: the refresh cookie changes at each use. */
  readonly cookies: string;
}

/**
 * LibreChat's API, asked from outside the browser with a session of its own. A session that is shared with the page is lost to
 * whoever renews it a moment later, and a page that loses it goes to the login.
 */
export class LibreChatServer {
  private session: Session | undefined;

  constructor(
    private readonly url: string,
    private readonly person: Person,
  ) {}

  async read(): Promise<LibreChatState> {
    const conversations = new Map<string, [string, string, string]>();
    let pages = 0;
    for (const archived of ['', '&isArchived=true']) {
      let cursor: string | null = null;
      do {
        const after: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
        const page = (await this.ask(`api/convos?limit=1000${archived}${after}`)) as ConversationPage;
        for (const { conversationId, title, updatedAt } of page.conversations)
          conversations.set(conversationId, [conversationId, title ?? '', updatedAt]);
        cursor = page.nextCursor ?? null;
        pages += 1;
      } while (cursor);
    }
    const user = (await this.ask('api/user')) as Readonly<Record<'name' | 'username' | 'email', string | undefined>>;
    const { interface: view, modelSpecs } = (await this.ask('api/config')) as Config;
    const presets = (await this.ask('api/presets')) as (Preset & Record<string, unknown>)[];
    const isAgents = presets.some((each) => each.defaultPreset && (each.agent_id || each.assistant_id || each.spec));
    const isLocked = view?.presets === false || modelSpecs?.enforce === true;
    return {
      person: String(user.name || user.username || user.email),
      conversations: [...conversations.values()].sort(([a], [b]) => (a < b ? -1 : 1)),
      pages: pages - 1,
      presets: presets.sort((a, b) => (a.presetId < b.presetId ? -1 : 1)),
      withoutPresets: isLocked ? 'its owner switched presets off' : isAgents ? 'its default is an agent' : null,
    };
  }

  /**
   * Makes LibreChat's default preset what it was, and deletes Tandem's unless it was there before. Other presets are left
   * alone: nothing of this touches them.
   */
  async putBack(before: LibreChatState): Promise<void> {
    const now = await this.read();
    const had = (id: string) => before.presets.find(({ presetId }) => presetId === id);
    const doomed = now.presets.filter(({ presetId, title }) => title === presetTitle && presetId && !had(presetId));
    const changed = now.presets.filter(
      ({ presetId, defaultPreset = false }) =>
        had(presetId) && (had(presetId)?.defaultPreset ?? false) !== defaultPreset,
    );
    for (const { presetId } of doomed) await this.ask('api/presets/delete', { presetId });
    for (const { presetId, defaultPreset } of changed)
      await this.ask('api/presets', { presetId, defaultPreset: !defaultPreset });
  }

  /** Ends the session of its own. */
  async signOut(): Promise<void> {
    if (this.session) await this.ask('api/auth/logout', {});
    this.session = undefined;
  }

  /** @param body With one it is a POST. */
  private async ask(path: string, body?: object): Promise<unknown> {
    const { token, cookies } = await this.access();
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}`, cookie: cookies };
    const response = await fetch(this.url + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response.json();
  }

  /** A token that lasts a while. */
  private async access(): Promise<Session> {
    if (!this.session) this.session = await this.enter('api/auth/login', {});
    else if (expiresAt(this.session.token) < Date.now() + 20_000)
      this.session = await this.enter('api/auth/refresh', { cookie: this.session.cookies });
    return this.session;
  }

  private async enter(path: string, headers: Readonly<Record<string, string>>): Promise<Session> {
    const email = needed(this.person.name, 'TANDEM_LIBRECHAT_EMAIL');
    const password = needed(this.person.password, 'TANDEM_LIBRECHAT_PASSWORD');
    const send = () =>
      fetch(this.url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(path.endsWith('login') ? { email, password } : {}),
      });
    let response = await send();
    if (response.status === 429) {
      await untilLimitIsOver();
      response = await send();
    }
    const said = await response.text();
    const token = said.startsWith('{') ? (JSON.parse(said) as { token?: string }).token : undefined;
    if (!token) throw new Error(`LibreChat lets nobody in: ${response.status} ${said.slice(0, 80)}`);
    const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
    return { token, cookies: cookies.join('; ') };
  }
}

interface ConversationPage {
  readonly conversations: readonly { conversationId: string; title?: string | null; updatedAt: string }[];
  readonly nextCursor?: string | null;
}

interface Config {
  readonly interface?: { readonly presets?: boolean };
  readonly modelSpecs?: { readonly enforce?: boolean };
}

/** When a token is over, in ms since the epoch. */
function expiresAt(token: string): number {
  const { exp } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { exp: number };
  return exp * 1000;
}

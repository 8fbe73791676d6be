import { connectWords } from '@/components/words/en/connect';
import { panelWords } from '@/components/words/en/panel';
import type { AnythingLlmApp } from '../../tests/apps/anythingllm';
import type { LibreChatApp } from '../../tests/apps/librechat';
import { type AppAddresses, connectAsAPerson, signInToLibreChat, waitUntilRead } from '../../tests/e2e/harness/flows';
import type { Harness, Tab } from '../../tests/e2e/harness/types';
import type { Demo } from './demo';
import { type Frame, pageSize, scrollTo, takePicture } from './views';

const page: Frame = { size: pageSize };
const app: Frame = { size: { width: 1120, height: 700 } };
const popup: Frame = { size: { width: 380, height: 560 } };
const long = { timeoutMs: 30_000 };

type Take = (tab: Tab, name: string, frame: Frame) => Promise<void>;

/** Pictures that need a user's way through the apps, in that order. */
export class Tour {
  readonly paths: string[] = [];

  constructor(
    private readonly harness: Harness,
    private readonly directory: string,
  ) {}

  /**
   * The connect page from the typed addresses to the compared settings. Both apps are connected and open afterwards.
   */
  async connect(demo: Demo): Promise<void> {
    const { harness } = this;
    const tab = await harness.openExtensionPage('connect.html');
    await this.#typed(tab, demo);
    await this.#take(tab, 'connect-1-addresses', page);
    await this.#take(tab, 'connect-1-addresses-dark', { ...page, scheme: 'dark' });
    await tab.close();
    const connectPage = await connectAsAPerson(harness, demo);
    await connectPage.waitForText('LibreChat: open it once', long);
    await this.#take(connectPage, 'connect-2-sign-in', page);
    await harness.openPage(demo.anythingllm.url);
    await signInToLibreChat(harness, demo.librechat, demo.person);
    await connectPage.bringToFront();
    await waitUntilRead(connectPage);
    await connectPage.fill({ role: 'combobox', name: /^Search/ }, 'budget');
    await connectPage.waitForText('Tiles and budget', { within: '.everything-list' });
    await this.#take(connectPage, 'connect-3-find', page);
    await connectPage.click({ role: 'button', name: 'Next: compare settings' });
    await connectPage.waitForText(connectWords.compareLead);
    await this.#take(connectPage, 'connect-4-compare', page);
    await connectPage.close();
  }

  /** The panel inside both apps' pages. Needs the build with the open shadow root. */
  async widgets(demo: Demo): Promise<void> {
    for (const [name, url] of [
      ['widget-anythingllm', demo.anythingllm.url],
      ['widget-librechat', demo.librechat.url],
    ] as const) {
      const tab = await this.harness.openPage(url);
      await tab.setSize(app.size.width, app.size.height);
      await tab.click({ role: 'button', name: 'Open Tandem' });
      const panel = await tab.frame('panel.html');
      await panel.waitForText('Settings');
      await this.#take(tab, name, app);
      await tab.close();
    }
  }

  /** The panel while one app does not answer and the other one does. */
  async appDown(librechat: Pick<LibreChatApp, 'stop'>): Promise<void> {
    await librechat.stop();
    const tab = await this.harness.openExtensionPage('popup.html', popup.size);
    await tab.click({ role: 'button', name: 'Sync now' });
    await tab.waitForText('as of');
    await scrollTo('status')(tab);
    await this.#take(tab, 'status-app-down', popup);
    await tab.close();
  }

  /** A user who may not change AnythingLLM's settings. */
  async defaultRole(anythingllm: AnythingLlmApp, person: { name: string; password: string }): Promise<void> {
    const { harness } = this;
    const login = await harness.openPage(anythingllm.url);
    await login.fill({ label: 'Username' }, person.name);
    await login.fill({ label: 'Password' }, person.password);
    await login.click({ role: 'button', name: 'Login' });
    await login.waitForText('What do you want to know?');
    const connectPage = await connectAsAPerson(harness, { anythingllm });
    await waitUntilRead(connectPage);
    const tab = await harness.openExtensionPage('popup.html', popup.size);
    await tab.waitForText(panelWords.settings.setByAdmin('anythingllm'));
    await scrollTo('settings')(tab);
    await this.#take(tab, 'default-role', popup);
  }

  async #typed(tab: Tab, apps: AppAddresses): Promise<void> {
    for (const [name, field] of [
      ['anythingllm', 'AnythingLLM address'],
      ['librechat', 'LibreChat address'],
    ] as const) {
      await tab.fill({ label: field }, apps[name]?.url ?? '');
      await tab.waitForText(/\bfound\b/, { within: `.address[data-app="${name}"]` });
    }
  }

  readonly #take: Take = async (tab, name, frame) => {
    this.paths.push(await takePicture(tab, name, frame, this.directory));
  };
}

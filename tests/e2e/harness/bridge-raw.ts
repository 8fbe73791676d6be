import type { Tandem } from '@/lib/bridge/public';
import { patiently } from './settings';
import type { Tab } from './types';

/** In functions that run in an app's page. */
declare const tandem: Tandem;
/** What hostile code keeps: Tandem's own end of the way to the background, and what comes back over it. */
declare const loot: {
  port: MessagePort | null;
  readonly answers: { readonly n: number | null; readonly text: string }[];
  readonly news: string[];
  /** The number of its last message. */
  n: number;
};

/**
 * Takes the port away from `window.tandem`, as code in its realm can: it stands in for what the object calls. The object
 * goes on hearing news; what it asks afterwards is refused, as its numbers are smaller than those of {@link ask}.
 * @returns Whether it got the port
 */
export const takePort = (page: Tab): Promise<boolean> =>
  page.evaluate(async () => {
    Object.assign(globalThis, { loot: { port: null, answers: [], news: [], n: 1_000 } });
    const { postMessage } = MessagePort.prototype;
    MessagePort.prototype.postMessage = function (this: MessagePort, ...given: unknown[]) {
      loot.port ??= this;
      return Reflect.apply(postMessage, this, given);
    };
    await tandem.request('GET', '/api/shared-state/user');
    loot.port?.addEventListener('message', ({ data }) => {
      const text = String(data);
      const told = JSON.parse(text) as { readonly n: number | null } | { readonly news: unknown };
      if ('news' in told) loot.news.push(text);
      else loot.answers.push({ n: told.n, text });
    });
    return loot.port instanceof MessagePort;
  });

/** Sends a message of the right form with an ask of any kind, past `window.tandem`. @returns the answer */
export async function ask(page: Tab, what: unknown): Promise<string> {
  const n = await page.evaluate((asked) => {
    loot.n += 1;
    loot.port?.postMessage(JSON.stringify({ v: 1, n: loot.n, ask: asked }));
    return loot.n;
  }, what);
  const answered = (number: number) => loot.answers.find((one) => one.n === number)?.text ?? '';
  return String(await page.waitForFunction(answered, n, patiently));
}

/** All that came over the port: answers and news. */
export const allTold = (page: Tab): Promise<string> =>
  page.evaluate(() => [...loot.answers.map(({ text }) => text), ...loot.news].join(' '));

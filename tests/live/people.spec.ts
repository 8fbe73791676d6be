import { words } from '@/components/words/en/view';
import type { AppId } from '@/lib/model';
import { expect, type Harness, type Tab, until } from '../e2e/harness';
import { connectAsAPerson } from '../e2e/harness/flows';
import { statusOf } from '../e2e/harness/panel';
import * as anythingllm from './anythingllm';
import { slow, test } from './both';
import { readInstances } from './instances';
import * as librechat from './librechat';

/** One person at one app. */
interface Somebody {
  /** The name that the app shows for them. */
  readonly name: string;
  /** What Tandem's storage holds of each of their workspaces or conversations while it shows them. */
  readonly marks: readonly string[];
}

interface Change {
  readonly app: AppId;
  readonly url: string;
  readonly first: Somebody;
  readonly next: Somebody;
  /** Opens the app's page and signs the first person in. */
  signIn(): Promise<Tab>;
  signOut(tab: Tab): Promise<void>;
  /** The next person, in the login form that the tab shows. */
  signInNext(tab: Tab): Promise<void>;
}

const ofAnythingLlm = ({ person, workspaces }: anythingllm.AnythingLlmState): Somebody => ({
  name: person ?? '',
  marks: workspaces.map(({ slug }) => `"slug":${JSON.stringify(slug)}`),
});
const ofLibreChat = ({ person, conversations }: librechat.LibreChatState): Somebody => ({
  name: person,
  marks: conversations.map(([id]) => id),
});

/** Waits until Tandem's storage holds what it must of these, and nothing of those. */
async function untilKept(harness: Harness, of: Somebody | null, nothingOf: readonly string[]): Promise<void> {
  await until(
    `Tandem to keep ${of ? `what is ${of.name}'s` : 'nothing'} alone`,
    async () => {
      const kept = Object.values(await harness.storage()).join('\n');
      const missing = (of?.marks ?? []).filter((mark) => !kept.includes(mark));
      const left = nothingOf.filter((mark) => kept.includes(mark));
      // LibreChat loses some conversations at the boundaries of its pages, which hold a hundred at least.
      const isWhole = missing.length <= Math.floor((of?.marks.length ?? 0) / 100);
      const problem = `missing: ${missing.slice(0, 3).join(' ') || 'nothing'}; left: ${left.slice(0, 3).join(' ') || 'nothing'}`;
      return isWhole && left.length === 0 ? { value: true } : { problem };
    },
    { ...slow, everyMs: 1_000 },
  );
}

/** One signs out in the app's own page, and somebody else signs in there. */
async function changePeople(harness: Harness, change: Change): Promise<void> {
  const { app, url, first, next } = change;
  expect(first.marks.length, `what ${first.name} has`).toBeGreaterThan(0);
  const tab = await change.signIn();
  await (await connectAsAPerson(harness, { [app]: { url } })).close();
  const panel = await harness.openExtensionPage('panel.html', { width: 1280, height: 900 });
  const untilSaid = (sentence: string) => panel.waitForText(sentence, { ...slow, within: statusOf(app) });
  await untilSaid(words.status.session['signed-in'](app, first.name));
  await untilKept(harness, first, []);

  await change.signOut(tab);
  await panel.bringToFront();
  await untilSaid(words.status.session['signed-out'](app, null));
  await untilKept(harness, null, first.marks);
  expect(await panel.count('a.result'), 'what the panel still lists').toBe(0);

  await tab.bringToFront();
  await change.signInNext(tab);
  await panel.bringToFront();
  await untilSaid(words.status.session['signed-in'](app, next.name));
  await untilKept(
    harness,
    next,
    first.marks.filter((mark) => !next.marks.includes(mark)),
  );
  expect(await panel.text(statusOf(app))).not.toContain(words.status.session['signed-in'](app, first.name));
}

const { anythingllm: brain, librechat: chat } = readInstances();

if (brain?.other) {
  const { url, person, other } = brain;
  test('when another person signs in to AnythingLLM, then nothing of the former is left', async ({
    harness,
    servers,
  }) => {
    const theirs = new anythingllm.AnythingLlmServer(url, other);
    const held = async () => [await servers.anythingllm?.read(), await theirs.read()] as const;
    const before = await held();
    const [first, next] = before;
    if (!first) throw new Error('no server');
    await changePeople(harness, {
      app: 'anythingllm',
      url,
      first: ofAnythingLlm(first),
      next: ofAnythingLlm(next),
      signIn: () => anythingllm.signIn(harness, { url, person }),
      signOut: anythingllm.signOut,
      signInNext: (tab) => anythingllm.fillLogin(tab, { url, person: other }),
    });
    expect(await held()).toEqual(before);
  });
}

if (chat?.other) {
  const { url, person, other } = chat;
  test('when another person signs in to LibreChat, then nothing of the former is left', async ({
    harness,
    servers,
  }) => {
    const theirs = new librechat.LibreChatServer(url, other);
    const held = async () => [await servers.librechat?.read(), await theirs.read()] as const;
    const before = await held();
    const [first, next] = before;
    if (!first) throw new Error('no server');
    await changePeople(harness, {
      app: 'librechat',
      url,
      first: ofLibreChat(first),
      next: ofLibreChat(next),
      signIn: () => librechat.signIn(harness, { url, person }),
      signOut: librechat.signOut,
      signInNext: (tab) => librechat.fillLogin(tab, other),
    });
    expect(await held()).toEqual(before);
    await theirs.signOut();
  });
}

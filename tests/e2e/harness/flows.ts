import { appIds } from '@/lib/model';
import { ALEX } from '../../apps/librechat';
import { askBackground, recordsOf } from './background';
import { untilAtRest } from './panel';
import type { Harness, Tab } from './types';
import { until } from './wait';

/** What a flow needs to know of a running app. */
export interface AppAddress {
  /** As a person types it; with the base path. */
  readonly url: string;
}

export interface AppAddresses {
  readonly anythingllm?: AppAddress;
  readonly librechat?: AppAddress;
}

const fields = [
  { app: 'anythingllm', label: 'AnythingLLM address' },
  { app: 'librechat', label: 'LibreChat address' },
] as const;

/**
 * Connects the given apps on the connect page as a person does: types the addresses, waits until each is found, presses
 * Connect and says yes to the browser. Ends on the next screen, which comes when all of them are connected and were read
 * as far as their sign-in is known; returns the connect page's tab.
 */
export async function connectAsAPerson(harness: Harness, apps: AppAddresses): Promise<Tab> {
  const tab = await harness.openExtensionPage('connect.html');
  let given = 0;
  for (const { app, label } of fields) {
    const address = apps[app];
    if (!address) continue;
    given += 1;
    await harness.allowHost(new URL(address.url).hostname);
    await tab.fill({ label }, address.url);
    await tab.waitForText(/\bfound\b/, { within: `.address[data-app="${app}"]` });
  }
  const button = given === 1 ? 'Only one for now' : 'Connect';
  await tab.click({ role: 'button', name: button });
  await tab.waitForText(/Are you signed in\?|Everything in one place/, { timeoutMs: 90_000 });
  return tab;
}

/**
 * Connects the given apps with the messages that the connect page sends once the person said yes. Their hosts must be
 * granted (`grantedHosts`).
 *
 * @returns A page of the extension without code, in front.
 */
export async function connect(harness: Harness, apps: AppAddresses): Promise<Tab> {
  const view = await harness.openExtensionPage('harness-blank.html');
  // LibreChat's session is looked for only while somebody looks.
  await askBackground(view, { type: 'heartbeat', input: true });
  for (const app of appIds) {
    const url = apps[app]?.url;
    if (url === undefined) continue;
    const { origin, pathname } = new URL(url);
    const reply = await askBackground(view, { type: 'connect', app, address: { origin, basePath: pathname } });
    if ('problem' in reply) throw new Error(reply.problem.code);
  }
  return view;
}

/** {@link connect}, and waits until everything was read once: somebody is signed in wherever that is needed. */
export async function connectAndRead(harness: Harness, apps: AppAddresses): Promise<Tab> {
  const view = await connect(harness, apps);
  await until('everything to be read', async () => {
    const { busy, settingsBusy } = await askBackground(view, { type: 'heartbeat', input: false });
    const asked = appIds.filter((app) => busy[app] || settingsBusy[app]);
    const unread = Object.values(await recordsOf(view, 'status')).filter((text) => !text.includes('"syncedAt":"'));
    return asked.length + unread.length === 0
      ? { value: true }
      : { problem: [...asked.map((app) => `${app} is being asked`), ...unread].join('; ') };
  });
  return view;
}

const alex = { name: ALEX.email, password: ALEX.password };

export interface Credentials {
  readonly name: string;
  readonly password: string;
}

/** Waits on the connect page until both apps are signed in and everything was read once. */
export async function waitUntilRead(connectPage: Tab): Promise<void> {
  await connectPage.waitFor({ role: 'heading', name: 'Everything in one place' }, { timeoutMs: 30_000 });
  // The numbers stand there while the lists are still being read, too.
  await untilAtRest(connectPage, 'anythingllm', 'librechat');
  await connectPage.waitForText(/\d+ workspaces? · [\d,.]+ conversations?/, { timeoutMs: 30_000 });
}

/** Signs in on LibreChat's own page, which stays open. @param person Without one: Alex */
export async function signInToLibreChat(harness: Harness, app: AppAddress, person: Credentials = alex): Promise<Tab> {
  const tab = await harness.openPage(app.url);
  await tab.fill({ label: 'Email address' }, person.name);
  await tab.fill({ label: 'Password' }, person.password);
  await tab.click({ role: 'button', name: 'Continue' });
  await tab.waitFor({ label: 'Message input' });
  return tab;
}

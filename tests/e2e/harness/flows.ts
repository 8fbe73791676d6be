import { untilAtRest } from './panel';
import type { Harness, Tab } from './types';

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

/** Signs in on LibreChat's own page, which stays open. */
export async function signInToLibreChat(harness: Harness, app: AppAddress, person: Credentials): Promise<Tab> {
  const tab = await harness.openPage(app.url);
  await tab.fill({ label: 'Email address' }, person.name);
  await tab.fill({ label: 'Password' }, person.password);
  await tab.click({ role: 'button', name: 'Continue' });
  await tab.waitFor({ label: 'Message input' });
  return tab;
}

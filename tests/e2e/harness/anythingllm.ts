import type { AppAddress } from './flows';
import type { Harness, Tab } from './types';

/** Fills AnythingLLM's own login form, which the tab shows, and waits for the app. `username`: where it has accounts. */
export async function logInToAnythingLlm(
  tab: Tab,
  person: { readonly username?: string; readonly password: string },
): Promise<void> {
  if (person.username !== undefined) await tab.fill({ label: 'Username' }, person.username);
  await tab.fill({ label: 'Password' }, person.password);
  await tab.click({ role: 'button', name: 'Login' });
  await tab.waitFor({ testId: 'home' }, { timeoutMs: 20_000 });
}

/** Opens the menu with theme, language and text size. Until its boot has ended the page draws itself anew and would close it. */
export async function openPreferences(tab: Tab): Promise<void> {
  await tab.waitFor('html[data-ready="true"]', { timeoutMs: 20_000 });
  await tab.click({ text: 'Preferences' });
}

/** Opens AnythingLLM in a tab, where its login form comes up, and signs in. The tab stays open. */
export async function signInToAnythingLlm(
  harness: Harness,
  app: AppAddress,
  person: { readonly username?: string; readonly password: string },
): Promise<Tab> {
  const tab = await harness.openPage(app.url);
  await logInToAnythingLlm(tab, person);
  return tab;
}

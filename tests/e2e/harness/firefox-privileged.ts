import type { FirefoxConnection } from './firefox-connection';
import type { Emulation } from './types';

/** What the harness does in Firefox's own scope, in the place of the person and of the browser's UI. */

/** Answers the real permission prompt as the person would: yes for allowed hosts, no where told so, else not at all. */
export async function watchPermissionPrompts(connection: FirefoxConnection): Promise<void> {
  await connection.privileged(`
    const person = (globalThis.tandemPerson = { allowedHosts: [], denials: 0 });
    const answer = async (window, button) => {
      const panel = window.PopupNotifications.panel;
      for (;;) {
        const shown = panel.state === 'open' && panel.firstElementChild?.id.startsWith('addon-webext-permissions');
        if (shown) break;
        await new Promise((resolve) => window.setTimeout(resolve, 20));
      }
      panel.firstElementChild[button].click();
    };
    Services.obs.addObserver({
      observe(subject) {
        const { browser, permissions } = subject.wrappedJSObject;
        const hosts = permissions.origins.map((pattern) => pattern.replace(/^[^:]+:\\/\\/([^/]*)\\/.*$/, '$1'));
        if (person.denials > 0) {
          person.denials -= 1;
          answer(browser.ownerDocument.defaultView, 'secondaryButton');
        } else if (hosts.length > 0 && hosts.every((host) => person.allowedHosts.includes(host))) {
          answer(browser.ownerDocument.defaultView, 'button');
        }
      },
    }, 'webextension-optional-permission-prompt');
  `);
}

export async function allowInFirefox(connection: FirefoxConnection, host: string): Promise<void> {
  await connection.privileged('globalThis.tandemPerson.allowedHosts.push(argument)', host);
}

export async function denyOnceInFirefox(connection: FirefoxConnection): Promise<void> {
  await connection.privileged('globalThis.tandemPerson.denials += 1');
}

/** What the person does with "Open in New Container Tab" (the first one that every profile has). */
export async function openInContainer(connection: FirefoxConnection, url: string): Promise<void> {
  await connection.privileged(
    `
    const { gBrowser } = Services.wm.getMostRecentWindow('navigator:browser');
    gBrowser.selectedTab = gBrowser.addTab(argument, {
      userContextId: 1,
      triggeringPrincipal: Services.scriptSecurityManager.createNullPrincipal({ userContextId: 1 }),
    });
    `,
    url,
  );
}

/** What about:addons does when the person turns a site off. */
export async function revokeInFirefox(connection: FirefoxConnection, id: string, host: string): Promise<void> {
  await connection.privileged(
    `
    const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
    const { extension } = WebExtensionPolicy.getByID(argument.id);
    const origins = ['http', 'https'].map((scheme) => scheme + '://' + argument.host + '/*');
    await ExtensionPermissions.remove(argument.id, { permissions: [], origins }, extension);
    globalThis.tandemPerson.allowedHosts = globalThis.tandemPerson.allowedHosts.filter((host) => host !== argument.host);
    `,
    { id, host },
  );
}

/** @returns `running`, `starting`, `stopped`, … */
export function backgroundState(connection: FirefoxConnection, id: string): Promise<string> {
  return connection.privileged('return String(WebExtensionPolicy.getByID(argument)?.extension.backgroundState)', id);
}

/** Which document is the background now; none while it is stopped. */
export function backgroundContext(connection: FirefoxConnection, id: string): Promise<string> {
  return connection.privileged(
    `
    const views = [...(WebExtensionPolicy.getByID(argument)?.extension.views ?? [])];
    return String(views.find(({ viewType }) => viewType === 'background')?.contextId ?? 'none');
    `,
    id,
  );
}

export async function terminateBackground(connection: FirefoxConnection, id: string): Promise<void> {
  await connection.privileged(
    'await WebExtensionPolicy.getByID(argument).extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true })',
    id,
  );
}

export async function emulateInFirefox(connection: FirefoxConnection, media: Emulation): Promise<void> {
  await connection.privileged(
    `
    const set = (name, value) => value === null ? Services.prefs.clearUserPref(name) : Services.prefs.setIntPref(name, value);
    const { colorScheme, reducedMotion, forcedColors, offline } = argument;
    if (colorScheme) set('layout.css.prefers-color-scheme.content-override', { dark: 0, light: 1, system: 2 }[colorScheme]);
    if (reducedMotion) set('ui.prefersReducedMotion', reducedMotion === 'reduce' ? 1 : 0);
    if (forcedColors) set('browser.display.document_color_use', forcedColors === 'active' ? 2 : null);
    if (offline !== undefined) Services.io.offline = offline;
    // Offline refuses new connections to this machine, but goes on using open ones.
    if (offline) Services.obs.notifyObservers(null, 'net:cancel-all-connections');
    `,
    media,
  );
}

/** Sets what the next installation of an extension is known by. */
export async function setUuids(connection: FirefoxConnection, uuids: string): Promise<void> {
  await connection.privileged("Services.prefs.setStringPref('extensions.webextensions.uuids', argument)", uuids);
}

/** Takes the extension out and forgets all that was stored, granted and emulated. */
export async function clearFirefox(connection: FirefoxConnection, id: string): Promise<void> {
  await connection.privileged(
    `
    const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
    const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
    await (await AddonManager.getAddonByID(argument)).uninstall();
    await ExtensionPermissions.removeAll(argument);
    const emulated = ['layout.css.prefers-color-scheme.content-override', 'ui.prefersReducedMotion', 'browser.display.document_color_use'];
    for (const name of emulated) Services.prefs.clearUserPref(name);
    Services.io.offline = false;
    Object.assign(globalThis.tandemPerson, { allowedHosts: [], denials: 0 });
    const { CLEAR_ALL_CACHES, CLEAR_COOKIES, CLEAR_DOM_STORAGES } = Ci.nsIClearDataService;
    await new Promise((onDataDeleted) =>
      Services.clearData.deleteData(CLEAR_ALL_CACHES | CLEAR_COOKIES | CLEAR_DOM_STORAGES, { onDataDeleted }),
    );
    `,
    id,
  );
}

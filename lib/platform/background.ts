import '@/lib/model/zod-config';

import { createHttp } from '@/lib/apps/ky-http';
import { recogniseConnection } from '@/lib/apps/recognise';
import { adapterFor } from '@/lib/apps/registry';
import { settingsPlaces } from '@/lib/apps/settings-places';
import {
  type BackgroundPorts,
  BridgeHost,
  type BrowserActions,
  diagnosticsOf,
  Engine,
  pageMessages,
  SubscribedDocuments,
  showOpenQuestions,
  trafficEvents,
  viewRequests,
} from '@/lib/background';
import { DiagnosticLog, keepLog } from '@/lib/diagnostics';
import type { Connection } from '@/lib/model';
import { createLiveState } from '@/lib/shared-state';
import { about } from './about';
import { ensureAlarm, onAlarm } from './alarm';
import {
  askReports,
  closePanel,
  elsewhere,
  isTabOf,
  openItem,
  openPanelTab,
  openTabs,
  readPageToken,
  reloadTab,
  rescue,
  tellDocument,
  tellLaunchers,
} from './app-tabs';
import { openArchive } from './archive-db';
import { showQuestionCount } from './badge';
import { browser } from './browser';
import { followedArchive } from './followed-archive';
import { isGranted, onGrantsChanged, releaseHost } from './grants';
import { listenToMessages } from './messages';
import { injectIntoOpenTabs, registerPageScripts, startLauncherIn, startLaunchers } from './scripts';
import { createSearchHost } from './search-host';
import { sleep } from './sleep';
import { hideStorageFromPages, localArea, sessionArea } from './storage';
import { watchTraffic, whyFailed } from './traffic';
import { whereTo } from './where-to';

const search = createSearchHost();
const ports: BackgroundPorts = {
  local: localArea,
  session: sessionArea,
  log: new DiagnosticLog(Date.now),
  now: Date.now,
  random: Math.random,
  sleep,
  adapterFor: ({ app, contract }) => adapterFor(app, contract),
  http: (connection, credentials) =>
    createHttp({
      address: connection,
      app: connection.app,
      credentials,
      cookies: 'include',
      share: 'round',
      classify: adapterFor(connection.app, connection.contract).classify,
      whyFailed,
      whereTo,
    }),
  recognise: (app, address, signal) => recogniseConnection(app, address, { whyFailed, whereTo }, signal && { signal }),
  pages: { readToken: readPageToken, askReports, rescue, openTabs, elsewhere, reload: reloadTab },
  settings: settingsPlaces,
  archive: followedArchive(openArchive(), search.changed),
  isGranted,
};

/** In ms, after the worker's start. */
const wakeUp = 100;

/** The messages that a search inside chats shows. */
const mostHits = 50;

/** How often the log for bug reports is stored, in ms. */
const logBatch = 10_000;

/**
 * Wires the background. Listeners are added synchronously, so that an event wakes a stopped worker. Every start catches
 * up with the rest, because an update drops scripts, alarms and the session storage.
 */
export function startBackground(): void {
  const engine = new Engine(ports);

  ports.log.note('worker-started', { version: about().version });
  const logRestored = keepLog(ports.log, sessionArea, async () => {
    await sleep(logBatch, new AbortController().signal);
    await engine.gate.whenOpen();
  });

  const watchAnew = watchTraffic(trafficEvents(engine));

  /** Idempotent: scripts, listeners and the alarm match the current connections afterwards. */
  const wireOnce = async () => {
    const connections = await engine.connections();
    const granted = [];
    for (const connection of connections) if (await isGranted(connection)) granted.push(connection);
    await registerPageScripts(granted);
    await ensureAlarm(connections.length > 0 ? 'connected' : 'not-connected');
    return granted;
  };
  let wired: Promise<readonly Connection[]> = Promise.resolve([]);
  /** One after the other: two at once would both register the same missing script. */
  const wire = () => {
    wired = wired.then(wireOnce, wireOnce);
    return wired;
  };
  let isCaughtUp = false;
  /** Restores what an update dropped, and does the work that waited when the worker stopped. */
  const catchUp = async () => {
    if (isCaughtUp) return;
    isCaughtUp = true;
    showOpenQuestions(engine, showQuestionCount);
    void wire();
    void engine.settings.resume();
  };
  /**
   * @param into `new`: the tabs of hosts that were connected or granted just now; other tabs keep their running
   * scripts.
   */
  const wireAndInject = async (into: 'new' | 'all' = 'new') => {
    await catchUp();
    const before = await wired.catch(() => []);
    for (const connection of await wire()) {
      if (into === 'all' || !before.some(({ id }) => id === connection.id)) await injectIntoOpenTabs(connection);
    }
  };

  const live = createLiveState(engine.store, (listener) => engine.onStored(listener));
  const bridge = new BridgeHost(engine, new SubscribedDocuments(sessionArea), {
    readState: live.read,
    tell: tellDocument,
    now: Date.now,
  });
  engine.onStored(() => void bridge.tellNews());

  const actions: BrowserActions = {
    searchInside: (text, owners) => search.search({ text, limit: mostHits, owners }),
    wire: wireAndInject,
    recognise: (app, address) => recogniseConnection(app, address, { whyFailed, whereTo }, { bases: 'this-or-above' }),
    releaseHost: async (gone, rest) => {
      // Fresh copies of the scripts replace those in open tabs, find no connected app there, and end.
      await injectIntoOpenTabs(gone);
      await releaseHost(gone, rest);
    },
    openItem,
    isTabOf,
    openPanelTab,
    closePanel,
    startLauncher: startLauncherIn,
    startLaunchers,
    tellLaunchers,
    diagnostics: async () => {
      await logRestored();
      return diagnosticsOf(engine, ports, about());
    },
  };

  const answerView = viewRequests(engine, actions);
  listenToMessages({
    view: (request, sender) => {
      // Before the request: a connection that the request makes is new.
      void catchUp();
      return answerView(request, sender);
    },
    page: pageMessages(engine, bridge, actions),
  });
  onAlarm(() => void engine.idle());
  onGrantsChanged(() => {
    watchAnew();
    void wireAndInject().finally(() => engine.grantsChanged());
  });
  self.addEventListener('online', () => void engine.online());
  browser.runtime.onInstalled.addListener(({ reason }) => {
    void wireAndInject('all');
    if (reason === 'install') void browser.tabs.create({ url: browser.runtime.getURL('connect.html') });
  });

  void hideStorageFromPages();
  // The event that woke the worker arrives next, and it may be a page that starts to load.
  setTimeout(() => void engine.gate.run('start', catchUp), wakeUp);
}

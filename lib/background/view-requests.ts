import { failureOf } from '@/lib/diagnostics';
import { toProblem } from '@/lib/errors';
import type { Sender, ViewReplies, ViewRequest } from '@/lib/messaging';
import { appOf, type Connection, hasPages } from '@/lib/model';
import { parseShared } from '../settings';
import type { BrowserActions } from './browser-actions';
import type { Engine } from './engine';
import { launcherPlace } from './launcher-place';

type Handlers = {
  readonly [T in ViewRequest['type']]: (
    request: Extract<ViewRequest, { type: T }>,
    sender: Sender,
  ) => Promise<ViewReplies[T]>;
};

/** What stands in an app's page can be laid over by it: a click there may not be meant. */
const ownWindowOnly = 'what concerns others, or what an app’s code may do, is answered in a window of Tandem’s own';

/** Answers what Tandem's own views ask. The panel inside a page is answered only once it has shown its nonce. */
export function viewRequests(engine: Engine, actions: BrowserActions) {
  const connectionOf = async (app: Connection['app']) => (await engine.connections()).find((one) => one.app === app);

  const handlers: Omit<Handlers, 'claim'> = {
    look: async ({ input }) => {
      await engine.heartbeat(input ? 'input' : 'no-input');
      return engine.viewStatus();
    },
    sync: async () => {
      await engine.sync();
      return engine.viewStatus();
    },
    threads: async ({ workspaceSlugs }) => {
      await engine.readThreads(workspaceSlugs);
      return null;
    },
    connect: async ({ app, address }) => {
      try {
        const { chosen, facts } = await actions.recognise(app, address);
        const before = await connectionOf(app);
        const connection = await engine.connect(chosen, facts);
        await actions.wire();
        if (before) await actions.releaseHost(before, await engine.connections());
        await engine.syncOne(connection);
        return { connection };
      } catch (error) {
        return { problem: toProblem(error, new Date().toISOString()) };
      }
    },
    disconnect: async ({ app }) => {
      const restored = await engine.settings.present.givePresetUp();
      const gone = await engine.disconnect(app);
      await actions.wire();
      if (gone) await actions.releaseHost(gone, await engine.connections());
      return restored;
    },
    damaged: async ({ keys }) => {
      await engine.damaged(keys);
      return null;
    },
    open: async ({ item, where }, sender) => {
      const connection = await connectionOf(appOf(item));
      if (!connection || !hasPages(connection)) return 'opened';
      const tabId = sender.kind === 'framed-view' && where !== 'new-tab' ? sender.tabId : null;
      const here = tabId !== null && (await actions.isTabOf(connection, tabId)) ? tabId : null;
      const isAnswering = here !== null && (await engine.memory.isAnswering(here, Date.now()));
      if (isAnswering && where === 'auto') return 'answering';
      await actions.openItem(connection, item, here);
      return 'opened';
    },
    preferences: async ({ patch }, sender) => {
      if (patch.bridge === 'on' && sender.kind !== 'view') throw new TypeError(ownWindowOnly);
      const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
      const { before, after } = await engine.updatePreferences((present) => ({ ...present, ...given }));
      if ([patch.launcher, patch.launcherHiddenAt, patch.appearance].some((changed) => changed !== undefined)) {
        for (const connection of await engine.connections()) {
          const isNew = !launcherPlace(before, connection) && launcherPlace(after, connection) !== null;
          await (isNew ? actions.startLaunchers(connection) : actions.tellLaunchers(connection));
        }
      }
      return after;
    },
    edit: async ({ people, register, value }) => {
      await engine.settings.of(people).edit(register, parseShared(register, value));
      return null;
    },
    'use-everywhere': ({ people, register, place }) => engine.settings.of(people).useEverywhere(register, place),
    cancel: async ({ people, edit }) => {
      await engine.settings.of(people).cancel(edit);
      return null;
    },
    mode: async ({ people, register, mode }) => {
      await engine.settings.of(people).setMode(register, mode);
      return null;
    },
    role: ({ people, register, place, role }) => engine.settings.of(people).setRole(register, place, role),
    pause: async ({ people, paused }) => {
      await (paused ? engine.settings.of(people).pause() : engine.settings.of(people).goOn());
      return null;
    },
    preview: ({ people, answers }) => engine.settings.of(people).preview(answers),
    compare: async ({ people, answers, rest }) => {
      await engine.settings.of(people).compare(answers, rest);
      return null;
    },
    approve: async ({ people, register, place, target, answer }, sender) => {
      if (answer === 'yes' && sender.kind !== 'view') throw new TypeError(ownWindowOnly);
      await engine.settings.of(people).answer(register, place, target, answer);
      return null;
    },
    retry: async ({ people, register, place }) => {
      await engine.settings.of(people).retry(register, place);
      return null;
    },
    'settle-conflict': async ({ people, conflict, take }) => {
      await engine.settings.of(people).settleConflict(conflict, take);
      return null;
    },
    'put-back': async ({ people, change, for: meantFor }, sender) => {
      if (meantFor === 'everyone' && sender.kind !== 'view') throw new TypeError(ownWindowOnly);
      return engine.settings.of(people).putBack(change, meantFor);
    },
    'pair-providers': async ({ people, pair }) => {
      await engine.settings.of(people).pairProviders(pair);
      return null;
    },
    allow: async ({ people, app, right, answer }, sender) => {
      if (sender.kind !== 'view') throw new TypeError(ownWindowOnly);
      await engine.rights.answer(people, app, right, answer);
      return null;
    },
    offers: ({ people }) => engine.settings.of(people).offers(),
    models: ({ people, provider }) => engine.settings.of(people).models(provider),
    diagnostics: () => actions.diagnostics(),
    'reload-tabs': async ({ app }) => {
      const connection = await connectionOf(app);
      return connection ? engine.pages.reload(connection) : 'reloaded';
    },
    close: async (_request, sender) => {
      if (sender.kind === 'framed-view') await actions.closePanel(sender.tabId);
      return null;
    },
  };

  return async (request: ViewRequest, sender: Sender): Promise<unknown> => {
    if (sender.kind === 'page') throw new TypeError('a page may not ask what views ask');
    if (sender.kind === 'framed-view') {
      const { tabId, documentId } = sender;
      if (request.type === 'claim') {
        if (!(await engine.memory.takeNonce(request.nonce, tabId))) return false;
        await engine.memory.setClaim(tabId, documentId);
        return true;
      }
      if (!(await engine.memory.hasClaim(tabId, documentId))) throw new TypeError('this panel has not shown its nonce');
    }
    if (request.type === 'claim') return true;
    // Somebody turns to Tandem: nothing waits for a page any more.
    void engine.gate.open();
    // The compiler cannot pair a request with its handler by itself.
    const handle = handlers[request.type] as (request: ViewRequest, sender: Sender) => Promise<unknown>;
    return handle(request, sender).catch((error: unknown) => {
      engine.log.note('request-failed', { request: request.type, ...failureOf(error) });
      throw error;
    });
  };
}

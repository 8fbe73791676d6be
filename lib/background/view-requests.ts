import { failureOf } from '@/lib/diagnostics';
import { toProblem } from '@/lib/errors';
import { type CommandName, maySend, type Sender, type ViewReplies, type ViewRequest } from '@/lib/messaging';
import { appOf, type Connection, type Continued, hasPages, type Problem } from '@/lib/model';
import { parseShared } from '@/lib/settings';
import type { BrowserActions } from './browser-actions';
import type { Engine } from './engine';
import { launcherPlace } from './launcher-place';

type Handlers = {
  readonly [T in CommandName]: (request: Extract<ViewRequest, { type: T }>, sender: Sender) => Promise<ViewReplies[T]>;
};

/** For what the apps are asked: their failures are answers, which the view words. */
async function orProblem<T>(work: () => Promise<T>): Promise<T | { readonly problem: Problem }> {
  try {
    return await work();
  } catch (error) {
    return { problem: toProblem(error, new Date().toISOString()) };
  }
}

/** Answers what Tandem's own views ask. The panel inside a page is answered only once it has shown its nonce. */
export function viewRequests(engine: Engine, actions: BrowserActions) {
  const connectionOf = async (app: Connection['app']) => (await engine.connections()).find((one) => one.app === app);

  const handlers: Omit<Handlers, 'claim'> = {
    heartbeat: async ({ input }) => {
      await engine.heartbeat(input ? 'input' : 'no-input');
      return engine.viewStatus();
    },
    sync: async () => {
      await engine.sync();
      return engine.viewStatus();
    },
    threads: ({ workspaceSlugs }) => engine.readThreads(workspaceSlugs),
    connect: async ({ app, address }) => {
      return orProblem(async () => {
        const { chosen, facts } = await actions.recognise(app, address);
        const before = await connectionOf(app);
        const connection = await engine.connect(chosen, facts);
        await actions.wire();
        if (before) await actions.releaseHost(before, await engine.connections());
        await engine.syncOne(connection);
        return { connection };
      });
    },
    disconnect: async ({ app }) => {
      const restored = await engine.settings.present.givePresetUp();
      const gone = await engine.disconnect(app);
      await actions.wire();
      if (gone) await actions.releaseHost(gone, await engine.connections());
      return restored;
    },
    damaged: ({ keys }) => engine.damaged(keys),
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
    preferences: async ({ patch }) => {
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
    edit: ({ people, register, value }) => engine.settings.of(people).edit(register, parseShared(register, value)),
    'use-everywhere': ({ people, register, place }) => engine.settings.of(people).useEverywhere(register, place),
    cancel: ({ people, edit }) => engine.settings.of(people).cancel(edit),
    mode: ({ people, register, mode }) => engine.settings.of(people).setMode(register, mode),
    role: ({ people, register, place, role }) => engine.settings.of(people).setRole(register, place, role),
    pause: ({ people, paused }) => (paused ? engine.settings.of(people).pause() : engine.settings.of(people).goOn()),
    preview: ({ people, answers }) => engine.settings.of(people).preview(answers),
    compare: ({ people, answers, rest }) => engine.settings.of(people).compare(answers, rest),
    approve: ({ people, register, place, target, answer }) =>
      engine.settings.of(people).answer(register, place, target, answer),
    retry: ({ people, register, place }) => engine.settings.of(people).retry(register, place),
    'resolve-conflict': ({ people, conflict, take }) => engine.settings.of(people).resolveConflict(conflict, take),
    'put-back': ({ people, change, for: meantFor }) => engine.settings.of(people).putBack(change, meantFor),
    'alias-provider': ({ people, alias }) => engine.settings.of(people).aliasProvider(alias),
    archive: ({ app, choice }) => engine.setArchive(app, choice),
    'search-inside': async ({ query }) => actions.searchInside(query, await engine.archiveOwners()),
    transcript: ({ chat }) => engine.archivedTranscript(chat),
    'save-to-workspace': async ({ people, chat, workspace, words }) => {
      const from = { sides: await engine.sidesOf(people), chat, words };
      return orProblem(() => engine.continued.saveToWorkspace(from, workspace));
    },
    'continue-chat': async ({ people, chat, to, words }) => {
      const from = { sides: await engine.sidesOf(people), chat, words };
      return orProblem<Continued>(() =>
        to.app === 'anythingllm'
          ? engine.continued.inAnythingLlm(from, to.workspace)
          : engine.continued.inLibreChat(from, to),
      );
    },
    'bring-in': (order) => engine.bringIn.bringIn(order),
    'take-back': ({ app, identity, id, changed }) => engine.bringIn.takeBack(app, identity, id, changed),
    'brought-in': () => engine.bringIn.list(),
    allow: ({ people, app, right, answer }) => engine.rights.answer(people, app, right, answer),
    offers: ({ people }) => engine.settings.of(people).offers(),
    models: ({ people, provider }) => engine.settings.of(people).models(provider),
    diagnostics: () => actions.diagnostics(),
    'reload-tabs': async ({ app }) => {
      const connection = await connectionOf(app);
      return connection ? engine.pages.reload(connection) : 'reloaded';
    },
    close: async (_request, sender) => {
      if (sender.kind === 'framed-view') await actions.closePanel(sender.tabId);
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
    try {
      if (!maySend(sender, request)) throw new TypeError('this is answered in a window of Tandem’s own alone');
      return await handle(request, sender);
    } catch (error) {
      engine.log.note('request-failed', { request: request.type, ...failureOf(error) });
      throw error;
    }
  };
}

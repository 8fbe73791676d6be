import { vi } from 'vitest';
import { ALEX, BOB, type LibreChatApp, type LibreChatOptions, startLibreChat } from '../../apps/librechat';
import { addSamplePresets } from '../../apps/librechat/sample/presets';
import type { Exchange, ReplayOptions } from '../kit';
import { archiveSituation } from './archive-situation';

/** Ids that the recorded requests name. */
const RECORDED = {
  conversation: '6dae81bb-3796-47a1-846c-1b3e4c000d5f',
  deleted: '8fec2205-2361-4377-b548-521ec9da5649',
  foreign: 'e6daff90-13fa-45fb-bf32-4969b708212e',
} as const;

/** When the exchanges were recorded. */
export const RECORDED_AT = Date.parse('2026-11-22T08:00:00.000Z');

const MINUTE = 60_000;

/** A stand-in in the state that the recorded requests of Alex expect: 40 chats 37 minutes apart, three presets. */
async function startSeeded(options: LibreChatOptions = {}): Promise<LibreChatApp> {
  const app = await startLibreChat({ sample: 'empty', ...options });
  const newest = Date.parse('2026-11-22T07:19:00.564Z');
  for (let index = 0; index < 40; index += 1) {
    const at = newest - index * 37 * MINUTE;
    app.addConversation(ALEX.email, {
      ...(index === 0 && { conversationId: RECORDED.conversation }),
      ...(index === 20 && { conversationId: RECORDED.deleted }),
      title: `Chat ${index}`,
      temperature: 0,
      isArchived: [12, 25, 38].includes(index),
      tags: index % 5 === 0 ? ['work'] : [],
      createdAt: new Date(at - 60 * MINUTE).toISOString(),
      updatedAt: new Date(at).toISOString(),
    });
  }
  addSamplePresets(app.state, app.user(ALEX.email), 'with default');
  return app;
}

/** A stand-in in which Bob has 30 conversations of the same moment. */
async function startWithTies(): Promise<LibreChatApp> {
  const app = await startLibreChat({ sample: 'empty' });
  const at = '2026-11-01T00:00:00.000Z';
  for (let index = 0; index < 30; index += 1) {
    app.addConversation(BOB.email, { title: 'Same title', createdAt: at, updatedAt: at });
  }
  return app;
}

/** A running stand-in, and what each recorded request of a recording needs there. */
export interface Situation {
  app: LibreChatApp;
  options: (exchange: Exchange, index: number) => Promise<ReplayOptions> | ReplayOptions;
}

/** Tokens and cookies of a person in place of the recorded ones, where the recorded request had some. */
function as(app: LibreChatApp, email: string): Situation['options'] {
  const { token, cookieHeader } = app.signIn(email);
  return ({ request }) => ({
    headers: {
      ...(request.headers.authorization?.includes('{token}') && { authorization: `Bearer ${token}` }),
      ...(request.headers.cookie?.includes('{token}') && { cookie: cookieHeader }),
    },
  });
}

const asAlex = async (): Promise<Situation> => {
  const app = await startSeeded();
  return { app, options: as(app, ALEX.email) };
};

const asBob = async (): Promise<Situation> => {
  const app = await startSeeded({ answerMs: 60_000 });
  app.addConversation(ALEX.email, { conversationId: RECORDED.foreign });
  app.user(BOB.email).favorites = [{ model: 'gpt-4o', endpoint: 'openAI' }];
  return { app, options: as(app, BOB.email) };
};

const secondsLater = (seconds: number): void => {
  vi.setSystemTime(Date.now() + seconds * 1000);
};

/** The recordings that need more than Alex's or Bob's own session. */
const SPECIAL: Record<string, () => Promise<Situation>> = {
  '04b-refresh-expired-or-deleted-user': async () => {
    const app = await startLibreChat();
    const expired = app.signIn(ALEX.email);
    secondsLater(8 * 86_400);
    const deleted = app.signIn(BOB.email);
    app.state.users.delete(app.user(BOB.email)._id);
    return { app, options: (_, index) => ({ headers: { cookie: [expired, deleted][index]?.cookieHeader } }) };
  },
  '04c-refresh-openid-provider-reuse-off': async () => {
    const app = await startSeeded();
    const cookie = app.signIn(ALEX.email).cookieHeader.replace('=librechat', '=openid');
    return { app, options: () => ({ headers: { cookie } }) };
  },
  '05b-expired-bearer': async () => {
    const app = await startSeeded();
    return { app, options: () => ({ headers: { authorization: `Bearer ${app.tokenFor(ALEX.email, -10)}` } }) };
  },
  '12-refresh-old-cookie': async () => {
    const app = await startSeeded();
    const old = app.signIn(ALEX.email).cookieHeader;
    secondsLater(2);
    const response = await fetch(`${app.url}api/auth/refresh`, { method: 'POST', headers: { cookie: old } });
    const current = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
    secondsLater(2);
    return { app, options: (_, index) => ({ headers: { cookie: index < 2 ? old : current.join('; ') } }) };
  },
  '33-etag-304': async () => {
    const app = await startSeeded();
    const authorization = `Bearer ${app.tokenFor(ALEX.email)}`;
    return {
      app,
      options: async ({ request }) => {
        const first = await fetch(app.origin + request.path, { headers: { authorization } });
        const etag = first.headers.get('etag') ?? undefined;
        // Node's fetch adds `Cache-Control: no-cache` to a conditional request unless one is given.
        return { headers: { authorization, 'if-none-match': etag, 'cache-control': 'max-age=0' } };
      },
    };
  },
  '38-cursor-ties-lost': async () => {
    const app = await startWithTies();
    return { app, options: as(app, BOB.email) };
  },
  '90-ban-non-browser-ua': async () => {
    const app = await startSeeded();
    const options = as(app, BOB.email);
    const body = { email: BOB.email, password: BOB.password };
    return {
      app,
      options: async (exchange, index) => ({
        ...(await options(exchange, index)),
        ...(exchange.name === 'POST /api/auth/login' && { body }),
      }),
    };
  },
};

const BOBS = new Set(['15-refresh-race-same-second', '39-foreign-conversation', '51-chat-stream']);

/** Starts the stand-in that a recording needs. The caller stops it. */
export const situationOf = (recording: string): Promise<Situation> =>
  recording.startsWith('archive-')
    ? archiveSituation(recording)
    : (SPECIAL[recording] ?? (BOBS.has(recording) ? asBob : asAlex))();

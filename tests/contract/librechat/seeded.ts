import { ALEX, BOB, type LibreChatApp, type LibreChatOptions, startLibreChat } from '../../apps/librechat';
import { addSamplePresets } from '../../apps/librechat/sample/presets';
import type { Exchange, ReplayOptions } from '../kit';

/** A running stand-in, and what each recorded request of a recording needs there. */
export interface Situation {
  app: LibreChatApp;
  options: (exchange: Exchange, index: number) => Promise<ReplayOptions> | ReplayOptions;
}

/** Ids that the recorded requests name. */
export const RECORDED = {
  conversation: '6dae81bb-3796-47a1-846c-1b3e4c000d5f',
  deleted: '8fec2205-2361-4377-b548-521ec9da5649',
  foreign: 'e6daff90-13fa-45fb-bf32-4969b708212e',
} as const;

/** When the exchanges were recorded. */
export const RECORDED_AT = Date.parse('2026-11-22T08:00:00.000Z');

const MINUTE = 60_000;

/** A stand-in in the state that the recorded requests of Alex expect: 40 chats 37 minutes apart, three presets. */
export async function startSeeded(options: LibreChatOptions = {}): Promise<LibreChatApp> {
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
export async function startWithTies(): Promise<LibreChatApp> {
  const app = await startLibreChat({ sample: 'empty' });
  const at = '2026-11-01T00:00:00.000Z';
  for (let index = 0; index < 30; index += 1) {
    app.addConversation(BOB.email, { title: 'Same title', createdAt: at, updatedAt: at });
  }
  return app;
}

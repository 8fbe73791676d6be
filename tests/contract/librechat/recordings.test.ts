import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { differences, replay } from '../kit';
import { replayed } from '../left-out';
import { RECORDED_AT, type Situation, situationOf } from './situations';

const RECORDINGS = readdirSync(new URL('../recorded/librechat/', import.meta.url))
  .map((file) => file.replace(/\.json$/, ''))
  .filter((name) => name !== 'local-storage-after-login')
  .sort();

let situation: Situation | undefined;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: RECORDED_AT });
});

afterEach(async () => {
  vi.useRealTimers();
  await situation?.app.stop();
});

it.each(RECORDINGS)('when %s was recorded, then the stand-in answers as LibreChat 0.8.7 did', async (recording) => {
  situation = await situationOf(recording);
  const exchanges = replayed(`librechat/${recording}`);
  const found: string[] = [];
  for (const [index, exchange] of exchanges.entries()) {
    const outcome = await replay(exchange, situation.app.origin, await situation.options(exchange, index));
    const differing = differences(exchange, outcome, { sameText: ['message', 'error', 'code', 'status'] });
    if (/^archive-1.*import/.test(recording) && exchange.request.path.startsWith('/api/messages/')) {
      expect(treeOf(outcome.body)).toEqual(treeOf(exchange.response.body));
    }
    found.push(...differing.map((text) => `${exchange.name}: ${text}`));
  }
  expect(found).toEqual([]);
});

/** What an import made of messages: texts, authors, whom they answer, and the times that the file gave. */
function treeOf(body: unknown): unknown[] {
  const messages = body as Record<string, unknown>[];
  return messages.map(({ text, isCreatedByUser, parentMessageId, createdAt, messageId }) => {
    const parent = messages.find((each) => each.messageId === parentMessageId);
    const answered = parent?.messageId === messageId ? 'itself' : (parent?.text ?? null);
    return [text, isCreatedByUser, answered, String(createdAt).startsWith('2026-01') ? createdAt : 'now'];
  });
}

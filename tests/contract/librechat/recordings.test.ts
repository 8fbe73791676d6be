import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { differences, loadRecording, replay } from '../kit';
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
  const { exchanges } = loadRecording(`librechat/${recording}`);
  const found: string[] = [];
  for (const [index, exchange] of exchanges.entries()) {
    const outcome = await replay(exchange, situation.app.origin, await situation.options(exchange, index));
    const differing = differences(exchange, outcome, { sameText: ['message', 'error', 'code', 'status'] });
    found.push(...differing.map((text) => `${exchange.name}: ${text}`));
  }
  expect(found).toEqual([]);
});

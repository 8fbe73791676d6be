import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { differences, loadRecording, replay, uncovered } from '../kit';
import names from '../recorded/librechat/names.json';
import { LEFT_OUT } from './left-out';
import { RECORDED_AT } from './seeded';
import { type Situation, situationOf } from './situations';

const RECORDINGS = readdirSync(new URL('../recorded/librechat/', import.meta.url))
  .map((file) => file.replace(/\.json$/, ''))
  .filter((name) => !['names', 'local-storage-after-login'].includes(name))
  .sort();

describe('the LibreChat stand-in answers as LibreChat 0.8.7 did', () => {
  let situation: Situation | undefined;

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: RECORDED_AT });
  });

  afterEach(async () => {
    vi.useRealTimers();
    await situation?.app.stop();
  });

  it.each(RECORDINGS)('%s', async (recording) => {
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
});

it('replays every recorded exchange or names the reason why not', () => {
  const replayed = Object.fromEntries(
    RECORDINGS.map((name) => [name, loadRecording(`librechat/${name}`).exchanges.map((exchange) => exchange.name)]),
  );
  expect(uncovered({ recorded: names, replayed, leftOut: LEFT_OUT })).toEqual([]);
});

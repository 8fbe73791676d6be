import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AnythingLlmApp, startAnythingLlm } from '../../apps/anythingllm';
import { type Allowance, differences, replay } from '../kit';
import { replayed } from '../left-out';
import { ALLOWED, SETUPS } from './recordings';
import { hasSameValues, settled } from './same-values';
import { SessionTranslator } from './session-translator';

const needed = new Set<Allowance>();

describe.each(SETUPS)('$recording', ({ recording, options, session, prepare }) => {
  let app: AnythingLlmApp;
  let translator: SessionTranslator;
  beforeAll(async () => {
    app = await startAnythingLlm(options);
    prepare?.(app);
    translator = new SessionTranslator(app, session);
  });
  afterAll(() => app.stop());

  // In the recorded order, on one server: later answers show what earlier requests changed.
  test.each(replayed(`anythingllm/${recording}`))(
    'when it is “$name”, then it is answered as recorded',
    async (exchange) => {
      const actual = await replay(exchange, app.origin, translator.optionsFor(exchange));
      translator.learn(exchange, actual);
      const allow = ALLOWED[exchange.name] ?? [];
      const onAllowed = (allowance: Allowance) => needed.add(allowance);
      const found = differences(exchange, actual, { allow, onAllowed, sameText: ['error', 'message'] });
      expect(found.join('\n')).toBe('');
      if (hasSameValues(exchange.name)) expect(settled(actual.body)).toEqual(settled(exchange.response.body));
    },
  );
});

test('when a recording is there, then it is replayed', () => {
  const files = readdirSync(new URL('../recorded/anythingllm/', import.meta.url));
  expect(SETUPS.map(({ recording }) => `${recording}.json`).sort()).toEqual(files.sort());
});

test('when a difference is accepted, then it still exists', () => {
  const stale = Object.entries(ALLOWED).flatMap(([name, list]) =>
    list.filter((allowance) => !needed.has(allowance)).map(({ path }) => `${name}: ${path}`),
  );
  expect(stale).toEqual([]);
});

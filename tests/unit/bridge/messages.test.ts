import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BridgeRefusal, bridgeVersion, longestAsk, numberOf, type ReadMessage, readMessage } from '@/lib/bridge';
import { refusalOf } from './kit';

const text = (message: unknown) => JSON.stringify(message);
const message = (ask: unknown, more: object = {}) => text({ v: bridgeVersion, n: 1, ask, ...more });

const refusal = (given: string) => refusalOf(() => readMessage(given));
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

it.each([
  { op: 'state', have: { user: 'abc' } },
  { op: 'want', slices: ['conversations'], have: {} },
  { op: 'sync', have: {} },
  { op: 'update-llm', who: 'w', patch: { provider: 'openai', model: null } },
  { op: 'update-ui', who: 'w', patch: { theme: 'dark' } },
  { op: 'request', who: null, method: 'GET', path: '/api/shared-state' },
])('when a page’s message is right, then it is taken as it is: %j', (ask) => {
  expect(readMessage(message(ask))).toEqual({ v: 1, n: 1, ask });
});

it('when a message is of another version, then that is said whatever else it says', () => {
  expect(refusal(text({ v: 2, n: 1, shout: true })).code).toBe('wrong-version');
  expect(refusal(text({ v: 0, n: 1, ask: { op: 'sync', have: {} } })).code).toBe('wrong-version');
});

it('when a message is one character too long, then it is refused', () => {
  const filled = message({ op: 'sync', have: {} }).padEnd(longestAsk, ' ');
  expect(readMessage(filled).ask.op).toBe('sync');
  expect(refusal(`${filled} `).code).toBe('too-large');
});

it('when a message is too deep, then it is refused without exhausting the stack', () => {
  expect(refusal(nested(longestAsk / 2)).code).toBe('invalid');
  expect(refusal(nested(longestAsk / 2)).message).toContain('deep');
  const body = JSON.parse(nested(13));
  expect(refusal(message({ op: 'request', who: null, method: 'POST', path: '/', body })).message).toContain('deep');
  const brackets = { op: 'request', who: null, method: 'POST', path: '/', body: `${'['.repeat(99)}\\"` };
  expect(readMessage(message(brackets)).ask).toEqual(brackets);
});

it.each(['__proto__', 'constructor', 'prototype'])(
  'when a message has a field %s anywhere, then it is refused',
  (name) => {
    const polluting = `{"v":1,"n":1,"ask":{"op":"update-llm","who":"w","patch":{"model":"m","${name}":{"isAdmin":true}}}}`;
    expect(refusal(polluting).message).toContain(name);
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  },
);

it.each([
  'nonsense',
  '',
  'null',
  '7',
  '[]',
  text({ v: 1, n: 0, ask: { op: 'sync', have: {} } }),
  text({ v: 1, n: 1.5, ask: { op: 'sync', have: {} } }),
  text({ v: 1, n: 1 }),
  message({ op: 'sync', more: 1 }),
  message({ op: 'sync', have: {} }, { type: 'heartbeat' }),
  message({ op: 'edit', people: 'p', register: 'ui.theme', value: 'dark' }),
  message({ op: 'disconnect', app: 'librechat' }),
  message({ op: 'want', slices: [], have: {} }),
  message({ op: 'want', slices: ['tokens'], have: {} }),
  message({ op: 'state', have: { token: 'x' } }),
  message({ op: 'update-llm', who: '', patch: { model: 'm' } }),
  message({ op: 'update-llm', patch: { model: 'm' } }),
  message({ op: 'request', who: null, method: 'GET', path: 'x'.repeat(513) }),
])('when a message is not as it should be, then it is refused in words: %s', (given) => {
  expect(refusal(given).code).toBe('invalid');
  expect(refusal(given).message).not.toBe('');
});

it('when a change is wrong, then the refusal says what by field', () => {
  const patch = { temperature: 11, maxTokens: 0.5, provider: '', shout: 1 };
  const { code, status, issues } = refusal(message({ op: 'update-llm', who: 'w', patch }));
  expect([code, status]).toEqual(['invalid', 400]);
  expect(issues.map(({ path }) => path)).toEqual(expect.arrayContaining(['temperature', 'maxTokens', 'provider']));
  expect(issues.find(({ path }) => path === 'temperature')?.message).toMatch(/expected number/);
  expect(refusal(message({ op: 'update-ui', who: 'w', patch: {} })).issues).toHaveLength(1);
});

it('when anything else is wrong, then a message’s number is known, or null', () => {
  expect(numberOf(text({ v: 9, n: 12, ask: 'shout' }))).toBe(12);
  expect(numberOf(text({ v: 1, n: 'x' }))).toBeNull();
  expect(numberOf('{')).toBeNull();
  expect(numberOf(nested(40_000))).toBeNull();
});

/** Anything that is nearly a message: a right one with a part of it exchanged, left out or added. */
const nearly = fc
  .tuple(
    fc.constantFrom<ReadMessage['ask']>(
      { op: 'state', have: { user: 'a' } },
      { op: 'want', slices: ['user'], have: {} },
      { op: 'sync', have: {} },
      { op: 'update-llm', who: 'w', patch: { provider: 'p', model: 'm', temperature: 1, maxTokens: 5 } },
      { op: 'update-ui', who: 'w', patch: { theme: 'dark', language: 'de', textSize: 3 } },
      { op: 'request', who: null, method: 'GET', path: '/api/shared-state', body: {} },
    ),
    fc.constantFrom(
      'v',
      'n',
      'ask',
      'ask.op',
      'ask.who',
      'ask.patch',
      'ask.slices',
      'ask.have',
      'ask.extra',
      'ask.body',
    ),
    fc.oneof(fc.jsonValue(), fc.nat(), fc.constantFrom('__proto__', 'state', 1, -1, null, {}, [])),
  )
  .map(([ask, where, what]) => {
    const whole = structuredClone({ v: 1, n: 1, ask }) as Record<string, unknown>;
    const path = where.split('.');
    const last = path.pop() ?? '';
    const target = path.reduce((at, key) => at[key] as Record<string, unknown>, whole);
    target[last] = what;
    return text(whole);
  });

const fields: Readonly<Record<ReadMessage['ask']['op'], readonly string[]>> = {
  state: ['op', 'have'],
  want: ['op', 'slices', 'have'],
  sync: ['op', 'have'],
  'update-llm': ['op', 'who', 'patch'],
  'update-ui': ['op', 'who', 'patch'],
  request: ['op', 'who', 'method', 'path', 'body'],
};

it('when 10,000 messages come, then each is taken or refused, nothing else thrown', () => {
  let taken = 0;
  const anyText = fc.oneof(
    { weight: 6, arbitrary: nearly },
    { weight: 2, arbitrary: fc.json({ maxDepth: 20 }) },
    { weight: 1, arbitrary: fc.string({ maxLength: 400 }) },
    {
      weight: 1,
      arbitrary: fc.tuple(nearly, fc.nat(), fc.string()).map(([a, at, b]) => a.slice(0, at % a.length) + b),
    },
  );
  fc.assert(
    fc.property(anyText, (given) => {
      let read: ReadMessage;
      try {
        read = readMessage(given);
      } catch (error) {
        expect(error).toBeInstanceOf(BridgeRefusal);
        expect((error as BridgeRefusal).message.length).toBeGreaterThan(5);
        expect((error as BridgeRefusal).message.length).toBeLessThan(200);
        return;
      }
      taken += 1;
      expect(Object.keys(read).sort()).toEqual(['ask', 'n', 'v']);
      for (const key of Object.keys(read.ask)) expect(fields[read.ask.op]).toContain(key);
      expect(Object.getPrototypeOf(read.ask)).toBe(Object.prototype);
      // What was read says the same when it is sent again.
      expect(readMessage(text(read))).toEqual(read);
    }),
    { numRuns: 10_000 },
  );
  // The fuzz reaches both sides.
  expect(taken).toBeGreaterThan(150);
  expect(Object.keys(Object.prototype)).toEqual([]);
});

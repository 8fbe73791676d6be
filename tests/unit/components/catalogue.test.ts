import { expect, it } from 'vitest';
import { english } from '@/components/words/catalogue';
import { list, plural } from '@/components/words/grammar';
import { longSentences } from './kit';

type Text = readonly [path: string, text: string];

/** Stand in for any argument: an amount, an app, or a name. */
const samples: readonly (string | number)[] = [1, 2, 'librechat'];
const { hosts } = english.connect;
const { needs, stand } = english.panel;
const ofLists: ReadonlySet<unknown> = new Set([
  needs.notBegun,
  hosts.willAsk,
  hosts.granted,
  hosts.usesPorts,
  hosts.usesAddresses,
]);
/** Have samples of their own, in `problems.test.ts` and `refusals.test.ts`. */
const told: ReadonlySet<unknown> = new Set([english.problems, stand.refused]);

/** Every text below a part of the catalogue. */
function textsOf(path: string, part: unknown): readonly Text[] {
  if (part === null || told.has(part)) return [];
  if (typeof part === 'string') return [[path, part]];
  if (typeof part === 'function') {
    return samples.map((sample) => {
      const argument = ofLists.has(part) ? [String(sample)] : sample;
      return [path, String(part(...Array.from({ length: part.length }, () => argument)))];
    });
  }
  return Object.entries(part as object).flatMap(([key, each]) => textsOf(`${path}.${key}`, each));
}

const texts = textsOf('english', english);

it('when the English catalogue is walked, then every text is there', () => {
  expect(texts.length).toBeGreaterThan(300);
  expect(texts.filter(([, text]) => text.trim() === '' || text !== text.trim())).toEqual([]);
});

it('when a text takes a value, then no sentence has a gap where it should be', () => {
  expect(texts.filter(([, text]) => /\s[.,;:!?](?:\s|$)|\s{2}|“”/.test(text))).toEqual([]);
});

it('when a text is read, then no sentence has more than 25 words', () => {
  expect(texts.flatMap(([path, text]) => longSentences(text).map((sentence) => [path, sentence]))).toEqual([]);
});

it.each([
  [0, '0 items'],
  [1, '1 item'],
  [2, '2 items'],
  [1204, `${(1204).toLocaleString()} items`],
])('when there are %d, then the plural says “%s”', (amount, text) => {
  expect(plural(amount, { one: '# item', other: '# items' })).toBe(text);
});

it('when several are listed, then the last one follows an “and”', () => {
  expect(list(['a'])).toBe('a');
  expect(list(['a', 'b', 'c'])).toBe('a, b, and c');
});

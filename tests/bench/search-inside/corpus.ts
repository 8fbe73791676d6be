import type { ArchiveChange, ArchiveOwner } from '@/lib/archive/archive-store';
import type { Message, Transcript } from '@/lib/model';

/** The same on every run: 10,000 chats of four messages, 50 MB, Zipf's law of words, some Chinese. */
export const chats = 10_000;
export const messagesPerChat = 4;
export const owner: ArchiveOwner = { connection: 'bench', identity: 'dana' };

const vocabularySize = 60_000;
const wordsPerMessage = 222;

/** Mulberry32: small, quick and good enough for samples. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const syllables = 'ka ber net es in gress so ur dough sta r ter li sbon win dow func tion que ry mo del to ken'.split(
  ' ',
);

function makeVocabulary(): readonly string[] {
  const random = randomFrom(1);
  const words = new Set<string>();
  while (words.size < vocabularySize) {
    const amount = 1 + Math.floor(random() * 4);
    let word = '';
    for (let at = 0; at < amount; at += 1) word += syllables[Math.floor(random() * syllables.length)];
    const letter = 'abcdefghijklmnopqrstuvwxyz'[Math.floor(random() * 26)];
    words.add(random() < 0.5 ? word + letter : letter + word);
  }
  // The frequent ones are short, as in languages.
  return [...words].sort((a, b) => Math.min(a.length, 8) - Math.min(b.length, 8));
}

/** The words, the most frequent first. */
export const vocabulary = makeVocabulary();

const shares = new Float64Array(vocabularySize);
let total = 0;
for (let rank = 0; rank < vocabularySize; rank += 1) {
  total += 1 / (rank + 2.7);
  shares[rank] = total;
}

function zipfWord(random: () => number): string {
  const wanted = random() * total;
  let [low, high] = [0, vocabularySize - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((shares[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return vocabulary[low] ?? '';
}

/** Characters by Zipf's law, too: a root of the rank is near enough. */
const chineseOf = (random: () => number) => String.fromCharCode(0x4e00 + Math.floor(2500 * random() ** 3));

function textOf(random: () => number): string {
  if (random() < 0.04) return Array.from({ length: 420 }, () => chineseOf(random)).join('');
  let text = '';
  for (let at = 0; at < wordsPerMessage; at += 1) {
    const word = zipfWord(random);
    const isStart = at % 12 === 0;
    text += isStart ? word.charAt(0).toUpperCase() + word.slice(1) : word;
    text += at % 12 === 11 ? '.\n' : ' ';
  }
  return text;
}

const models = ['gpt-4o', 'claude-sonnet-4-5', 'llama3.1'];

/** A chat; a third is of a workspace. */
export function transcriptOf(at: number): Transcript {
  const random = randomFrom(1000 + at);
  const inWorkspace = at % 3 === 0;
  const time = (message: number) => new Date(Date.UTC(2024, 0, 1) + at * 5_400_000 + message * 60_000).toISOString();
  const messages = Array.from(
    { length: messagesPerChat },
    (_, index): Message => ({
      id: `${at}-${index}`,
      parent: index === 0 ? null : `${at}-${index - 1}`,
      author: index % 2 === 0 ? 'user' : 'assistant',
      name: null,
      model: models[at % 3] ?? null,
      at: time(index),
      text: textOf(random),
      attachments: [],
      sources: [],
      rest: {},
    }),
  );
  return {
    chat: inWorkspace
      ? { kind: 'thread', workspaceSlug: `space-${at % 40}`, slug: `t-${at}` }
      : { kind: 'conversation', id: `c-${at}` },
    title: `Chat ${at}`,
    workspace: inWorkspace ? `Space ${at % 40}` : null,
    endpoint: null,
    model: models[at % 3] ?? null,
    createdAt: time(0),
    updatedAt: time(3),
    archived: false,
    messages,
    rest: {},
  };
}

/** The archive's changes `from` … `to` (not included), as the index hears of them. */
export const changesOf = (from: number, to: number): ArchiveChange[] =>
  Array.from({ length: to - from }, (_, index) => ({
    seq: from + index + 1,
    owner,
    key: `k-${from + index}`,
    transcript: transcriptOf(from + index),
  }));

export type QueryKind = 'one word' | 'two words' | 'beginning' | 'phrase' | 'Chinese' | 'one typo' | 'filters';

export interface BenchQuery {
  readonly kind: QueryKind;
  readonly text: string;
}

/** Frequent, usual and rare words alike. */
const ranks = [12, 60, 250, 800, 2500, 6000, 15_000, 30_000];

/** The mix: as many of each kind. */
export function queries(): BenchQuery[] {
  const random = randomFrom(7);
  const word = (rank: number) => vocabulary[rank + Math.floor(random() * 10)] ?? '';
  const mix: BenchQuery[] = [];
  for (const rank of ranks) {
    const said = transcriptOf(rank % chats).messages[1]?.text ?? '';
    const together = said.split(/[\s.]+/).slice(4, 6);
    const long = vocabulary.find((one, at) => at > rank && one.length >= 8) ?? '';
    const chinese = Array.from({ length: 2 }, () => chineseOf(random)).join('');
    mix.push(
      { kind: 'one word', text: word(rank) },
      { kind: 'two words', text: `${word(rank)} ${word(200)}` },
      { kind: 'beginning', text: word(rank).slice(0, 3) },
      { kind: 'phrase', text: `"${together.join(' ')}"` },
      { kind: 'Chinese', text: chinese },
      { kind: 'one typo', text: `${long.slice(0, 4)}qx${long.slice(5)}`.replace('qx', 'q') },
      { kind: 'filters', text: `${word(rank)} from:me after:2024-01-10 before:2024-03 model:gpt` },
    );
  }
  return mix;
}

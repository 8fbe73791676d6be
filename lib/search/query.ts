import type { AppId } from '@/lib/model';
import { fold } from './fold';

interface Range {
  readonly from: number;
  readonly to: number;
}

/** What has to be in a message. A phrase was typed in quotes: its words stand together and are whole. */
export interface Term extends Range {
  readonly kind: 'words' | 'phrase';
  readonly text: string;
}

/** What a message has to be. Its range is that of `name:value` in the typed text. */
export type Filter = Range &
  (
    | { readonly name: 'in' | 'model'; readonly value: string }
    | { readonly name: 'app'; readonly value: AppId }
    | { readonly name: 'from'; readonly value: 'me' }
    /** `at`: the first moment of that day, month or year, in ms since the epoch. */
    | { readonly name: 'before' | 'after'; readonly value: string; readonly at: number }
  );

/** A typed text as it is understood. All terms and all filters have to hold. */
export interface Query {
  readonly terms: readonly Term[];
  readonly filters: readonly Filter[];
}

const isQuote = (character: string) => fold(character) === '"';
const isSpace = (character: string) => /^\s+$/u.test(fold(character));
/** The name of a workspace or a model in a filter, which has no quotes. */
const nameIn = (value: string) =>
  Array.from(value, (character) => (isQuote(character) ? ' ' : character))
    .join('')
    .trim();

/** A day, a month or a year, in the time zone of the computer. */
function startOf(date: string): number | null {
  const [, year, month = '1', day = '1'] = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(date) ?? [];
  if (year === undefined) return null;
  const start = new Date(Number(year), Number(month) - 1, Number(day));
  const isReal = start.getMonth() === Number(month) - 1 && start.getDate() === Number(day);
  return isReal && Number(year) >= 1000 ? start.getTime() : null;
}

/** @returns null: the name or the value is none of a filter, so that both are words */
function filterOf(name: string, value: string, range: Range): Filter | null {
  const plain = fold(value);
  if (name === 'in' || name === 'model') return { name, value: nameIn(value), ...range };
  if (name === 'from') return plain === 'me' ? { name, value: 'me', ...range } : null;
  if (name === 'app') {
    const app = (['anythingllm', 'librechat'] as const).find((id) => id === plain);
    return app ? { name, value: app, ...range } : null;
  }
  if (name !== 'before' && name !== 'after') return null;
  const at = startOf(plain);
  return at === null ? null : { name, value: plain, at, ...range };
}

/** Splits at white space; a quote keeps it, at the start and after a colon. An open quote goes to the end. */
function piecesOf(
  text: string,
): (Range & { readonly name: string; readonly value: string; readonly quoted: boolean })[] {
  const pieces = [];
  for (let at = 0; at < text.length; ) {
    if (isSpace(text.charAt(at))) {
      at += 1;
      continue;
    }
    const from = at;
    const [head = '', name = ''] = /^([a-z]+):/i.exec(text.slice(from)) ?? [];
    at += head.length;
    const quoted = isQuote(text.charAt(at));
    if (quoted) at += 1;
    const start = at;
    const ends = quoted ? isQuote : isSpace;
    while (at < text.length && !ends(text.charAt(at))) at += 1;
    const value = text.slice(start, at);
    if (quoted && at < text.length) at += 1;
    pieces.push({ name: name.toLowerCase(), value, quoted, from, to: at });
  }
  return pieces;
}

const names: readonly string[] = ['in', 'app', 'model', 'from', 'before', 'after'] satisfies Filter['name'][];

/**
 * Understands what was typed: words in any order, "phrases in quotes", and the filters `in:` (workspace), `app:`,
 * `model:`, `from:me`, `before:` and `after:` (from that day, month or year on). A filter without a value says nothing
 * yet. Anything else is words.
 */
export function parseQuery(text: string): Query {
  const terms: Term[] = [];
  const filters: Filter[] = [];
  for (const { name, value, quoted, from, to } of piecesOf(text)) {
    const range = { from, to };
    if (name === '') {
      if (value !== '') terms.push({ kind: quoted ? 'phrase' : 'words', text: value, ...range });
      continue;
    }
    const isNamed = names.includes(name);
    if (isNamed && fold(nameIn(value)).trim() === '') continue;
    const filter = isNamed ? filterOf(name, value, range) : null;
    if (filter) filters.push(filter);
    else terms.push({ kind: 'words', text: text.slice(from, to), ...range });
  }
  return { terms, filters };
}

/** A filter as one types it. */
export function filterText(name: Filter['name'], value: string): string {
  const plain = nameIn(value);
  return `${name}:${Array.from(plain).some(isSpace) ? `"${plain}"` : plain}`;
}

/** A query as one types it: the filters last. */
export function queryText({ terms, filters }: Query): string {
  const typed = terms.map(({ kind, text }) => (kind === 'phrase' ? `"${text}"` : text));
  return [...typed, ...filters.map(({ name, value }) => filterText(name, value))].join(' ');
}

/** The typed text without one part of it, for the cross on a filter's chip. */
export function withoutRange(text: string, { from, to }: Range): string {
  return [text.slice(0, from).trimEnd(), text.slice(to).trimStart()].filter((part) => part !== '').join(' ');
}

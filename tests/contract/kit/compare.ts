import type { Exchange, JsonRecord, Outcome } from './load-recording';

/** A difference that is accepted: the path (and everything below it), and why. */
export interface Allowance {
  path: string | RegExp;
  why: string;
}

interface CompareOptions {
  allow?: readonly Allowance[];
  /** Keys whose text must be the same, not only its type: error messages that a client tells cases apart by. */
  sameText?: readonly string[];
  /** Called with each allowance that was needed, so that a test can find stale ones. */
  onAllowed?: (allowance: Allowance) => void;
}

interface Difference {
  path: string;
  text: string;
}

/** The `data:` lines of an event stream as JSON (text where it is none). A line that the recorder cut is dropped. */
function sseFrames(text: string): unknown[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('data:') && !line.endsWith('…(cut)'))
    .map((line) => {
      const data = line.slice(5).trim();
      try {
        return JSON.parse(data) as unknown;
      } catch {
        return data;
      }
    });
}

function textsAt(value: unknown, keys: readonly string[], path = ''): Map<string, string> {
  const found = new Map<string, string>();
  if (typeof value !== 'object' || value === null) return found;
  for (const [key, inner] of Object.entries(value as JsonRecord)) {
    const here = path === '' ? key : `${path}.${key}`;
    if (typeof inner === 'string' && keys.includes(key)) found.set(here, inner);
    for (const [deeper, text] of textsAt(inner, keys, here)) found.set(deeper, text);
  }
  return found;
}

/** Every path in a JSON value with the types seen there: `workspaces[].id` → number. Array items are one union. */
type Shape = Map<string, Set<string>>;

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function shapeOf(value: unknown): Shape {
  const shape: Shape = new Map();
  const visit = (path: string, each: unknown): void => {
    const types = shape.get(path) ?? new Set<string>();
    shape.set(path, types.add(typeOf(each)));
    if (Array.isArray(each)) {
      for (const item of each) visit(`${path}[]`, item);
    } else if (typeof each === 'object' && each !== null) {
      for (const [key, inner] of Object.entries(each as JsonRecord)) {
        visit(path === '' ? key : `${path}.${key}`, inner);
      }
    }
  };
  visit('', value);
  return shape;
}

function bodyDifferences(recorded: unknown, actual: unknown, options: CompareOptions): Difference[] {
  const result: Difference[] = [];
  const wanted = shapeOf(recorded);
  const got = shapeOf(actual);
  for (const [path, types] of wanted) {
    const has = got.get(path);
    const expected = [...types].sort().join('|');
    if (has === undefined) result.push({ path, text: `missing ${path} (${expected})` });
    else if ([...has].sort().join('|') !== expected)
      result.push({ path, text: `${path} is ${[...has].sort().join('|')}, recorded ${expected}` });
  }
  for (const path of got.keys()) if (!wanted.has(path)) result.push({ path, text: `extra ${path}` });
  const texts = textsAt(actual, options.sameText ?? []);
  for (const [path, text] of textsAt(recorded, options.sameText ?? [])) {
    const other = texts.get(path);
    if (other !== undefined && other !== text)
      result.push({ path, text: `${path} says "${other}", recorded "${text}"` });
  }
  return result;
}

const allowed = ({ path: wanted }: Allowance, path: string): boolean =>
  typeof wanted === 'string'
    ? path === wanted || path.startsWith(`${wanted}.`) || path.startsWith(`${wanted}[`)
    : wanted.test(path);

const typeHeader = (headers: Record<string, string>): string =>
  (headers['content-type'] ?? 'none').toLowerCase().replace(/;\s*/g, '; ');

/**
 * How a stand-in's answer differs from the recorded one, in words; empty when it conforms. Compared: status, content
 * type, and the body: JSON by shape (keys and types, strict both ways), event streams (also untyped ones) by the shape
 * of their frames,
 * plain texts by value, pages and pictures by their type alone.
 */
export function differences(recorded: Exchange, actual: Outcome, options: CompareOptions = {}): string[] {
  const result: Difference[] = [];
  const { status, headers, body } = recorded.response;
  if (status !== actual.status) result.push({ path: '(status)', text: `status ${actual.status}, recorded ${status}` });
  const [wantedType, gotType] = [typeHeader(headers), typeHeader(actual.headers)];
  if (wantedType !== gotType) result.push({ path: '(type)', text: `content type ${gotType}, recorded ${wantedType}` });
  const opaque = typeof body === 'string' && /^(?:\(html page\)|<\d+ bytes>)$/.test(body);
  const framed = typeof body === 'string' && /^(?:event|data): /.test(body);
  if (framed || wantedType.startsWith('text/event-stream')) {
    const frames = sseFrames(String(actual.body));
    result.push(...bodyDifferences(sseFrames(String(body)), frames, options));
  } else if (typeof body === 'object' && body !== null) {
    result.push(...bodyDifferences(body, actual.body, options));
  } else if (!opaque && (body ?? '') !== (actual.body ?? '')) {
    result.push({ path: '(body)', text: `body ${JSON.stringify(actual.body)}, recorded ${JSON.stringify(body)}` });
  }
  return result
    .filter(({ path }) => {
      const allowance = options.allow?.find((each) => allowed(each, path));
      if (allowance) options.onAllowed?.(allowance);
      return allowance === undefined;
    })
    .map(({ text }) => text);
}

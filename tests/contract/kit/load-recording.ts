import { readFileSync } from 'node:fs';

export type JsonRecord = Record<string, unknown>;

/** One recorded request and the real server's answer. A body is JSON, text, or a marker such as `(html page)`. */
export interface Exchange {
  name: string;
  request: { method: string; path: string; headers: Record<string, string>; body?: unknown };
  response: { status: number; headers: Record<string, string>; body: unknown };
}

interface Recording {
  /** The app and its version, like `librechat 0.8.7`. */
  app: string;
  exchanges: Exchange[];
}

/** What a stand-in answered: JSON is parsed where it parses, whatever the declared type. */
export interface Outcome {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

/** Reads a recording that lies in `tests/contract/recorded/`, like `anythingllm/open`. */
export function loadRecording(name: string): Recording {
  const url = new URL(`../recorded/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8')) as Recording;
}

/** The exchange of that name; throws when there is none, so that a renamed recording is noticed. */
export function exchangeNamed(recording: Recording, name: string): Exchange {
  const found = recording.exchanges.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no recorded exchange "${name}"`);
  return found;
}

/** What the real app answered. */
export const recordedBody = (recording: string, name: string) =>
  exchangeNamed(loadRecording(recording), name).response.body as Record<string, unknown>;

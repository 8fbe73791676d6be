import { readFileSync } from 'node:fs';
import type { Exchange, Recording } from './exchange';

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

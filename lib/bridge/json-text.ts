import type { Json } from '@/lib/model';
import { BridgeRefusal } from './refusal';

/** The deepest nesting of a page's message. */
const deepest = 12;
/** Names that reach a prototype where an object is copied field by field. */
const reaching: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Reads JSON text of a page. Its depth is counted before it is parsed: recursion over it cannot exhaust the stack.
 * @throws BridgeRefusal `too-large` or `invalid`
 */
export function readJsonText(text: string, longest: number): Json {
  if (text.length > longest) throw new BridgeRefusal('too-large', `A message may have ${longest} characters.`);
  if (depthOf(text) > deepest) throw new BridgeRefusal('invalid', `A message may be nested ${deepest} deep.`);
  let json: Json;
  try {
    json = JSON.parse(text, (key, value) => {
      if (reaching.has(key)) throw new BridgeRefusal('invalid', `A message may not have a field “${key}”.`);
      return value;
    });
  } catch (error) {
    if (error instanceof BridgeRefusal) throw error;
    throw new BridgeRefusal('invalid', 'A message must be JSON.');
  }
  return json;
}

/** The depth of brackets outside of strings; any number for a text that is not JSON. */
function depthOf(text: string): number {
  let depth = 0;
  let most = 0;
  let isString = false;
  for (let at = 0; at < text.length; at++) {
    const unit = text[at];
    if (isString) {
      if (unit === '\\') at++;
      else if (unit === '"') isString = false;
    } else if (unit === '"') isString = true;
    else if (unit === '[' || unit === '{') most = Math.max(most, ++depth);
    else if (unit === ']' || unit === '}') depth--;
  }
  return most;
}

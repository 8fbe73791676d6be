import { inTreeOrder, type Transcript } from '@/lib/model';
import { importTimes } from './import-times';

/**
 * A hash of what was said: equal for two chats with the same authors, texts, order, branches and times, whatever their
 * ids. A chat that was brought into LibreChat keeps its fingerprint there, since the times are those of its import.
 */
export async function fingerprint(transcript: Transcript): Promise<string> {
  const times = importTimes(transcript);
  const timed = transcript.messages.map((message) => ({
    ...message,
    at: times.get(message.id) ?? null,
    // Databases store half a surrogate pair as a replacement sign.
    text: message.text.toWellFormed(),
  }));
  // Siblings of the same millisecond come in any order.
  const messages = inTreeOrder(timed.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0)));
  const numbers = new Map(messages.map(({ id }, index) => [id, index]));
  const said = messages.map(({ parent, author, at, text }) => [numbers.get(parent ?? '') ?? null, author, at, text]);
  return sha256(new TextEncoder().encode(JSON.stringify(said)));
}

/** In hexadecimal. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

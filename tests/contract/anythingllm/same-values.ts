/** Answers whose values, not only their shape, must be those of the real server: what it makes of bad or partial input. */
const SAME_VALUES = /^(?:update-env(?!.*malformed)|workspace update|workspace new|login|check-token|setup-complete)/;

/** Different by run, or cut in the recordings. */
const VARIES = ['id', 'createdAt', 'lastUpdatedAt', 'token', 'recoveryCodes', 'openAiPrompt'];

/** A name that is taken gets a number at the end of its slug. */
const withoutNumber = (text: string): string => text.replace(/-\d{8}$/, '-(number)');

export function hasSameValues(name: string): boolean {
  return SAME_VALUES.test(name);
}

/** A body without what differs by run. */
export function settled(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(settled);
  if (typeof body === 'string') return withoutNumber(body);
  if (typeof body !== 'object' || body === null) return body;
  const kept = Object.entries(body).filter(([key]) => !VARIES.includes(key));
  return Object.fromEntries(kept.map(([key, value]) => [key, settled(value)]));
}

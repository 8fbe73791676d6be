/**
 * The Retry-After header in milliseconds from now: it holds seconds or an HTTP date. Null when absent or unreadable,
 * at most one day, never negative.
 */
export function retryAfterMs(header: string | null, now = Date.now()): number | null {
  const text = header?.trim() ?? '';
  if (text === '') return null;
  const ms = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isFinite(ms) ? Math.min(Math.max(0, Math.round(ms)), 86_400_000) : null;
}

import { isoTime } from '@/lib/apps/values';
import type { Transcript } from '@/lib/model';

/**
 * The time of each message by its id, as LibreChat's import leaves it: later than its parent, by a millisecond if need
 * be. A message without a time follows its parent, or else starts the chat; without any such time it is not in the map.
 */
export function importTimes({ messages, createdAt }: Transcript): ReadonlyMap<string, string> {
  const start = isoTime(createdAt) ?? messages.map(({ at }) => isoTime(at)).find((at) => at !== null) ?? null;
  const times = new Map<string, string>();
  for (const { id, parent, at } of messages) {
    const before = parent === null ? undefined : times.get(parent);
    const own = isoTime(at) ?? (before ? null : start);
    const time = own !== null && (!before || own > before) ? own : before && isoTime(Date.parse(before) + 1);
    if (time) times.set(id, time);
  }
  return times;
}

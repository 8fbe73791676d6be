import type { Closed, Version } from './events';
import type { Entry } from './log';

/** The subject of a report. */
export interface About {
  readonly version: Version;
  readonly browser: 'Chrome' | 'Edge' | 'Firefox' | 'other';
  readonly browserVersion: number;
}

/** One line of the report: codes and numbers. As in the log, free text is a type error. */
export const line = <F extends Readonly<Record<string, string | number>>>(
  what: 'app' | 'place' | 'preferences' | 'setting' | 'storage' | 'tandem',
  fields: F & Closed<F>,
): string => written(what, fields);

const written = (what: string, fields: object) =>
  [what, ...Object.entries(fields).map(([name, value]) => `${name}=${value}`)].join(' ');

/** The lines of the log, with the seconds from each entry to `now` (ms since the epoch). */
export const logLines = (entries: readonly Entry[], now: number): string[] =>
  entries.map(({ at, event, fields }) => `-${Math.max(0, (now - at) / 1000).toFixed(1)} ${written(event, fields)}`);

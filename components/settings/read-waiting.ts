import { type AppId, appOfPlace, type RegisterId, registerIds, type Settings, type SharedState } from '@/lib/model';
import type { WaitingWhy } from '../words/en/panel';
import { readLines } from './read-lines';

/** Reasons that pass by themselves in a moment, or that are told elsewhere. */
const passing: ReadonlySet<WaitingWhy> = new Set(['sending', 'asks']);

/** The settings that wait for an app, leaving out what is being sent just now. */
export function waitingFor(
  app: AppId,
  settings: Settings,
  apps: SharedState['apps'],
  online: boolean,
): readonly RegisterId[] {
  return registerIds.filter((register) =>
    readLines(register, { shared: { apps }, settings, online }).some(
      (line) => line.kind === 'waiting' && !passing.has(line.why) && appOfPlace(line.place) === app,
    ),
  );
}

/** How many settings wait for something that the person may want to know of: not for a page that is merely closed. */
export const countWaiting = (settings: Settings, apps: SharedState['apps'], online: boolean): number =>
  registerIds.filter((register) =>
    readLines(register, { shared: { apps }, settings, online }).some(
      (line) => line.kind === 'waiting' && !passing.has(line.why) && line.why !== 'next-open',
    ),
  ).length;

import { type AppId, appOfPlace, type RegisterId, registerIds, type Settings, type SharedState } from '@/lib/model';
import type { WaitingWhy } from '../words/en/panel';
import { readLines } from './read-lines';

/** Reasons that pass by themselves in a moment, or that are shown elsewhere. */
const passing: ReadonlySet<WaitingWhy> = new Set(['sending', 'asks']);

/** The settings that wait for an app, without those that are being sent just now. */
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

/** The number of waiting settings that the user may want to know about; a closed page does not count. */
export const countWaiting = (settings: Settings, apps: SharedState['apps'], online: boolean): number =>
  registerIds.filter((register) =>
    readLines(register, { shared: { apps }, settings, online }).some(
      (line) => line.kind === 'waiting' && !passing.has(line.why) && line.why !== 'next-open',
    ),
  ).length;

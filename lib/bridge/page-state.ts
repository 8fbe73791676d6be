import { byList, listSlices } from '@/lib/model/slices';
import type { TandemSlice, TandemState } from './public';

export const pageSlices: readonly TandemSlice[] = ['user', 'llm', 'ui', ...listSlices, 'connection'];

/** The state of a page if the bridge is off, or if its app is not connected. */
export const nothingToSee: TandemState = {
  user: null,
  llm: null,
  ui: null,
  ...byList(() => null),
  connection: null,
};

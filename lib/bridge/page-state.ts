import { byList, listSlices } from '@/lib/model/slices';
import type { TandemSlice, TandemState } from './public';

export const slices: readonly TandemSlice[] = ['user', 'llm', 'ui', ...listSlices, 'connection'];

/** What a page is given where the bridge is off, or its app is not connected (any more). */
export const nothingToSee: TandemState = {
  user: null,
  llm: null,
  ui: null,
  ...byList(() => null),
  connection: null,
};

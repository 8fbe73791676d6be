/** The part of `dist/bridge` for code with React. */
export { type SharedStateHook, useSharedState } from './use-shared-state';

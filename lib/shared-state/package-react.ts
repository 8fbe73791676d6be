/** What `dist/bridge` gives to code that has React. */
export { type SharedStateHook, useSharedState } from './use-shared-state';

export { type Attention, createViewClient, type ViewClientParts } from './create-view-client';
export { createLiveState, type LiveState } from './live-state';
export type { Ask, ViewClient, ViewState } from './view-client';

export { type Ask, type Attention, createViewClient, type ViewClientParts } from './create-view-client';
export type { ViewClient, ViewState } from './view-client';

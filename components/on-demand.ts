/**
 * Parts that load when the user opens them. They are one chunk for all views, since each further chunk costs those that
 * share code with it.
 */
export { ArchiveOffer } from './chats/archive-offer';
export { ContinueChat } from './chats/continue-chat';
export { MessageHits } from './chats/message-hits';
export { QueryFilters } from './chats/query-filters';
export { StepCompare } from './connect/step-compare';
export { StepEverything } from './connect/step-everything';
export { StepReady } from './connect/step-ready';
export { StepTry } from './connect/step-try';
export { ChangeLines } from './settings/change-lines';
export { CompareForm } from './settings/compare-form';
export { SettingEditor } from './settings/setting-editor';
export { LeaveApp } from './status/leave-app';
export { Preferences } from './status/preferences';

/**
 * What somebody opens or goes on to, loaded when they do: as one part for all views, since each part more costs those that
 * share code with it.
 */
export { StepCompare } from './connect/step-compare';
export { StepEverything } from './connect/step-everything';
export { StepReady } from './connect/step-ready';
export { StepTry } from './connect/step-try';
export { ChangeLines } from './settings/change-lines';
export { CompareForm } from './settings/compare-form';
export { SettingEditor } from './settings/setting-editor';
export { LeaveApp } from './status/leave-app';
export { Preferences } from './status/preferences';

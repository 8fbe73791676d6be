/** What somebody opens, loaded when they do: as one part, since each part more costs the view itself. */
export { LeaveApp } from '../status/leave-app';
export { ChangeLines } from './change-lines';
export { CompareForm } from './compare-form';
export { SettingEditor } from './setting-editor';

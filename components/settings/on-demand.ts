/**
 * What is shown only when there is something to say, or when somebody opens it; loaded as one part, since each part more
 * costs the view itself.
 */
export { LeaveApp } from '../status/leave-app';
export { ChangeLines } from './change-lines';
export { CompareForm } from './compare-form';
export { NeedItem } from './need-item';
export { PlaceLines } from './place-lines';
export { SettingEditor } from './setting-editor';

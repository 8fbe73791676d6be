/** What the settings show only when there is something to say, or when somebody opens it; loaded as one part. */
export { ChangeLines } from './change-lines';
export { CompareForm } from './compare-form';
export { NeedItem } from './need-item';
export { PlaceLines } from './place-lines';
export { SettingEditor } from './setting-editor';

export { SomebodyElse } from './book';
export { NotTakenIn, SettingsKeeper } from './keeper';
export { parseShared } from './parse-shared';
export type { PersonSettings } from './person';

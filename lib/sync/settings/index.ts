export { NotTakenIn, SettingsKeeper } from './keeper';
export { parseShared } from './parse-shared';

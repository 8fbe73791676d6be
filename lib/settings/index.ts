export { parseShared } from './parse-shared';
export type { SettingsCommands } from './settings-commands';
export { OtherPeopleError } from './settings-store';
export { NotTakenInError, SettingsSync } from './settings-sync';

export { parseShared } from './parse-shared';
export { isAwaited } from './plan-effects';
export type { SettingsCommands } from './settings-commands';
export { OtherPeopleError, SettingsStore } from './settings-store';
export { NotTakenInError, SettingsSync } from './settings-sync';

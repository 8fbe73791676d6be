export { parseShared } from './parse-shared';
export type { SettingsCommands as PersonSettings } from './settings-commands';
export { OtherPeopleError as SomebodyElse } from './settings-store';
export { NotTakenInError as NotTakenIn, SettingsSync as SettingsKeeper } from './settings-sync';

import type { RestoredDefault } from '@/lib/messaging/protocol';
import { type AppId, appNames } from '@/lib/model';
import { editorWords } from '../settings/editor-words';
import type { PresetThen } from './read-leaving';

const presetThen: Readonly<Record<PresetThen, (app: AppId) => string>> = {
  'comes-back': () => 'LibreChat goes back to the default that you had before Tandem’s preset.',
  stays: () =>
    'LibreChat can’t be asked just now, so Tandem’s default preset stays there. Disconnect later to have your former one back.',
  none: (app) => `Nothing changes in ${appNames[app]} itself.`,
};

export const leaveWords = {
  reallyDisconnect: (app: AppId, preset: PresetThen) =>
    `Disconnect ${appNames[app]}? Tandem forgets its copy and gives back its access. ${presetThen[preset](app)}`,
  /** What is said where the person pressed, once the app is gone from there. */
  disconnected: (app: AppId, restored: RestoredDefault) =>
    `${appNames[app]} is disconnected. ${editorWords.restored[restored]}`,
  cancel: 'Cancel',
};

export { expect, launch, test } from './fixture';
export type { Selector } from './selector';
export type { BrowserName, ElementActions, Emulation, Harness, LaunchOptions, Tab } from './types';
export { until, untilTrue, WaitError, type WaitOptions } from './wait';

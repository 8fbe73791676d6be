export { expect, launch, test } from './fixture';
export type { BrowserName, ElementActions, Emulation, ExtensionApi, Harness, Tab } from './types';
export { until, untilTrue, type WaitOptions } from './wait';

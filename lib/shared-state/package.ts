/** What the package `dist/bridge` gives (`npm run build:bridge`, docs/bridge.md); it needs no React. */
export type * from '@/lib/bridge/public';
export { SharedStateManager } from './manager';
export { createTandemClient, type TandemClient, type TandemClientOptions, type TandemStatus } from './tandem-client';

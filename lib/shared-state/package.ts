/** The part of `dist/bridge` that needs no React (`npm run build:bridge`, docs/bridge.md). */
export type * from '@/lib/bridge/public';
export { SharedStateManager } from './manager';
export { createTandemClient, type TandemClient, type TandemClientOptions, type TandemStatus } from './tandem-client';

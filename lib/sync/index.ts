export { BridgeHost, type BridgePorts, WatchedDocuments, watchWaiting } from './bridge';
export { Engine, type NewConnection } from './engine';
export type { Outside } from './outside';
export { pageMessages } from './page-messages';
export { pageTraffic } from './page-traffic';
export type { PageReport } from './page-watch';
export type { EnginePorts, PageToken } from './ports';
export { idleSpan } from './schedule';
export { viewRequests } from './view-requests';

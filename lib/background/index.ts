export type { EnginePorts, PageToken } from '@/lib/sync/ports';
export { idleSpan } from '@/lib/sync/schedule';
export { BridgeHost, type BridgePorts, SubscribedDocuments, showOpenQuestions } from './bridge';
export type { BrowserActions } from './browser-actions';
export { diagnosticsOf } from './diagnostics';
export { type BackgroundPorts, Engine, type NewConnection } from './engine';
export { pageMessages } from './page-messages';
export { trafficEvents } from './traffic-events';
export { viewRequests } from './view-requests';

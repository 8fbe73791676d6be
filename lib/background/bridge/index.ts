export { BridgeHost, type BridgePage, type BridgePorts } from './bridge-host';
export { watchWaiting } from './waiting';
export { WatchedDocuments } from './watched';

export { BridgeHost, type BridgePage, type BridgePorts } from './host';
export { watchWaiting } from './waiting';
export { WatchedDocuments } from './watched';

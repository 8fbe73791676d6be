export { BridgeHost, type BridgePage, type BridgePorts } from './host';
export { WatchedDocuments } from './watched';

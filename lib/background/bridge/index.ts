export { BridgeHost, type BridgePage, type BridgePorts } from './bridge-host';
export { showOpenQuestions } from './open-questions';
export { SubscribedDocuments } from './subscribed-documents';

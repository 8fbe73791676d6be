export { startInPage } from './start-page';
export { startRelay } from './start-relay';

/**
 * The shared part of the stand-in apps: a small HTTP server that behaves like Express, a request log and fault
 * injection.
 */
export { BROWSER_USER_AGENT, browserFetch } from './browser-fetch';
export { Ctx } from './context';
export { etagOf, matchesEtag } from './etag';
export { type Fault, type FaultAction, Faults } from './faults';
export { jwtHead, signHs256, verifyHs256 } from './jwt';
export { type Challenge, challenges, type GatewayRefusal, gatewayRefusals } from './login-proxy';
export { type Part, partsOf } from './multipart';
export { type LoggedRequest, type PathPattern, RequestLog } from './request-log';
export { type Handler, Router, routesWith } from './router';
export { type BeforeHook, type StandIn, standIns, startStandIn } from './server';
export { staticFiles } from './static-files';
export { wordsOf } from './words';

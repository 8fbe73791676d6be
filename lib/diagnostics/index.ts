export { failureOf, refusalOf } from './codes';
export type { Events, KeptBackRule, Sums, Version } from './events';
export { keepLog } from './keep-log';
export { DiagnosticLog, type Entry } from './log';
export { type PlaceKind, placeKind } from './place-kind';
export { type About, line, logLines } from './report';

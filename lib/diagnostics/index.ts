export { failureOf, refusalOf } from './codes';
export type { Events, KeptBackRule, Sums, Version } from './events';
export { keepLog } from './keep-log';
export { DiagnosticLog, type Entry } from './log';
export { type About, line, logLines } from './report';

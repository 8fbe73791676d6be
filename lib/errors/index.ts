/** All errors that are shown to the user, as codes with parameters. */
export type { NetworkReason, OtherStore, RefreshRefusal, SignedOutReason } from '@/lib/model';
export * from './errors';
export { networkReason } from './network-reason';
export { retryAfterMs } from './retry-after';
export { toProblem } from './to-problem';

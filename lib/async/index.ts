/** The three ways to wait for one's turn; the code uses no others. */
export { type Coalesced, coalesce } from './coalesce';
export { KeyedQueue } from './keyed-queue';
export { once, singleFlight } from './single-flight';

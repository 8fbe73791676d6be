/** The only ways to wait for one's turn. */
export { type Coalesced, coalesce } from './coalesce';
export { KeyedQueue } from './keyed-queue';
export { once, singleFlight } from './single-flight';

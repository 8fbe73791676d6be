export * from './compare';
export * from './decide';
export * from './json';
export { reconcile } from './reconcile';
export * from './types';
export * from './with-outcome';

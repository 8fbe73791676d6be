export * from './area';
export * from './listed-changes';
export * from './migrations';
export * from './records';
export * from './shards';
export * from './store';
export * from './trust';

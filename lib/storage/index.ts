export * from './area';
export * from './migrations';
export * from './records';
export * from './repository';
export * from './shards';
export * from './trust';

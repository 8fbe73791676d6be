export * from './area';
export * from './records';
export * from './repository';
export * from './shards';
export * from './trust';

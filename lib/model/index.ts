import './zod-config';

export * from './app';
export * from './connection';
export * from './item';
export * from './json';
export * from './leading-place';
export * from './listed';
export * from './merge-user';
export * from './preferences';
export * from './problem';
export * from './rights';
export * from './settings';
export * from './slices';
export * from './state';
export * from './status';
export * from './workspace-reach';

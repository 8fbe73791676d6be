export * from './bridge-protocol';
export * from './pace';
export * from './patches';
export * from './permissions';
export * from './project';
export type * from './public';
export * from './read-ask';
export * from './refusal';
export * from './request-routes';

export * from './changes';
export * from './pace';
export * from './project';
export * from './protocol';
export type * from './public';
export * from './read-ask';
export * from './refusal';
export * from './rights';
export * from './routes';

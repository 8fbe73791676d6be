export * from './commands';
export * from './protocol';
export * from './sender';

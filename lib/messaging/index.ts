export * from './protocol';
export * from './sender';

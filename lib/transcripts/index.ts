/** Pure functions between transcripts and the forms in which chats leave and reach Tandem. */
export * from './continue-chat';
export * from './fingerprint';
export * from './import-times';
export * from './read-chats';
export * from './safe-names';
export * from './to-librechat';
export * from './to-markdown';
export * from './zip-export';
export * from './zip-file';
export * from './zip-import';

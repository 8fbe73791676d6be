/** Pure functions between transcripts and the forms in which chats leave and reach Tandem. */
export * from './fingerprint';
export * from './read-chats';
export * from './to-librechat';
export * from './to-markdown';

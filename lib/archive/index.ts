export * from './archive-job';
export * from './archive-store';
export * from './bring-in/bring-in';
export * from './continue-chat';
export * from './export-chats';

export * from './archive-job';
export * from './archive-store';
export * from './continue-chat';
export * from './export-chats';

export * from './archive-job';
export * from './archive-store';
export * from './export-chats';

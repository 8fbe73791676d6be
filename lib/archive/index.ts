export * from './archive-store';

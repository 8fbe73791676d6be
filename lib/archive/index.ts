export * from './archive-job';
export * from './archive-store';

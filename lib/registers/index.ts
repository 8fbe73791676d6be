export * from './language';
export * from './numbers';
export * from './projection';
export * from './provider-map';
export * from './text-size';
export * from './theme';

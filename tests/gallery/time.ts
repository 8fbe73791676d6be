const minute = 60_000;

/** ISO 8601, this many minutes before now. */
export const ago = (minutes: number) => new Date(Date.now() - minutes * minute).toISOString();

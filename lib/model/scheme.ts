/** The colours of a page or a view. */
export type Scheme = 'light' | 'dark';

/** Where a view keeps the colours that it had, for the next one that opens. */
export const schemeKey = 'scheme';

/** Null: the system's colours. */
export const asScheme = (value: unknown): Scheme | null => (value === 'light' || value === 'dark' ? value : null);

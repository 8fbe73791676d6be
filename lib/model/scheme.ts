/** The colour scheme of a page or a view. */
export type Scheme = 'light' | 'dark';

/** The key under which a view stores its colour scheme, for the next view that opens. */
export const schemeKey = 'scheme';

/** Null: the system's colour scheme. */
export const asScheme = (value: unknown): Scheme | null => (value === 'light' || value === 'dark' ? value : null);

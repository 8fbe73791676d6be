/** The language of the texts, for plurals, lists and names of languages. Numbers and dates follow the browser. */
export const language = 'en';

const rules = new Intl.PluralRules(language);
const lists = new Intl.ListFormat(language, { type: 'conjunction' });
const numbers = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 });

/** "1,204", "0.7". */
export const number = (value: number): string => numbers.format(value);

/** "a, b, and c". */
export const list = (items: readonly string[]): string => lists.format(items);

/** The form for an amount, which replaces `#`: "1 workspace", "1,204 workspaces". */
export const plural = (
  amount: number,
  forms: Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>,
): string => (forms[rules.select(amount)] ?? forms.other).replaceAll('#', number(amount));

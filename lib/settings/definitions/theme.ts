import { type Definition, type Form, inAccounts, inPages } from './projection';

export type Theme = 'system' | 'light' | 'dark';

const isTheme = (native: unknown): native is Theme => native === 'system' || native === 'light' || native === 'dark';

/** AnythingLLM 1.16 shows any other string, `default` of older versions too, as dark. */
export const anythingLlmTheme: Form<Theme> = {
  read: (native) => (isTheme(native) ? native : typeof native === 'string' ? 'dark' : undefined),
  write: (theme) => theme,
};

/** Which of LibreChat's two themes its 0.8.8 shows with more contrast. */
const highContrast: ReadonlyMap<unknown, Theme> = new Map([
  ['high-contrast-light', 'light'],
  ['high-contrast-dark', 'dark'],
]);

export const libreChatTheme: Form<Theme> = {
  read: (native) => (isTheme(native) ? native : highContrast.get(native)),
  write: (theme) => theme,
};

export const themeForms = { anythingllm: anythingLlmTheme, librechat: libreChatTheme };
export const theme: Definition = { ...inPages(themeForms), ...inAccounts(themeForms) };

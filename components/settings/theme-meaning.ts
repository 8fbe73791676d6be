/** Other names of themes: AnythingLLM's former name for its dark theme, and those of LibreChat 0.8.8. */
const meanings: Readonly<Record<string, string>> = {
  default: 'dark',
  'high-contrast-light': 'light',
  'high-contrast-dark': 'dark',
};

/** Equal for themes that mean the same in both apps. */
export const themeMeaning = (theme: string): string => meanings[theme] ?? theme;

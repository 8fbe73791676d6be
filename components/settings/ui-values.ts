/** A value as people read it, and what it is compared by. */
export interface Shown {
  readonly text: string;
  /** Equal for values that mean the same in both apps, however each writes it. */
  readonly meaning: string;
}

const themes: Readonly<Record<string, Shown>> = {
  light: { text: 'Light', meaning: 'light' },
  dark: { text: 'Dark', meaning: 'dark' },
  system: { text: 'As the system', meaning: 'system' },
  // AnythingLLM's former name for its dark theme.
  default: { text: 'Dark', meaning: 'dark' },
  // LibreChat 0.8.8.
  'high-contrast-light': { text: 'Light, high contrast', meaning: 'light' },
  'high-contrast-dark': { text: 'Dark, high contrast', meaning: 'dark' },
};

export function showTheme(value: string): Shown {
  return themes[value] ?? { text: value, meaning: value };
}

/** AnythingLLM has three sizes, LibreChat five: two of them share a meaning at each end. */
const textSizes: Readonly<Record<string, Shown>> = {
  small: { text: 'Small', meaning: 'small' },
  normal: { text: 'Medium', meaning: 'medium' },
  large: { text: 'Large', meaning: 'large' },
  'text-xs': { text: 'Extra small', meaning: 'small' },
  'text-sm': { text: 'Small', meaning: 'small' },
  'text-base': { text: 'Medium', meaning: 'medium' },
  'text-lg': { text: 'Large', meaning: 'large' },
  'text-xl': { text: 'Extra large', meaning: 'large' },
};

export function showTextSize(value: string): Shown {
  return textSizes[value] ?? { text: value, meaning: value };
}

/** A language tag in words: "de-DE" is "German (Germany)". What is no language tag is shown as it is. */
export function showLanguage(value: string, inLanguage = 'en'): Shown {
  try {
    const locale = new Intl.Locale(value.replace('_', '-'));
    const names = new Intl.DisplayNames([inLanguage], {
      type: 'language',
      languageDisplay: 'standard',
      style: 'short',
    });
    const { language, script } = locale.maximize();
    return { text: names.of(locale.toString()) ?? value, meaning: `${language}-${script ?? ''}` };
  } catch {
    return { text: value, meaning: value };
  }
}

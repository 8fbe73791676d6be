import { panelWords } from '../words/en/panel';
import { language as textLanguage } from '../words/grammar';
import { themeMeaning } from './theme-meaning';

/** A value in words, and the key to compare it by. */
export interface Shown {
  readonly text: string;
  /** Equal for values that mean the same in both apps, in any spelling. */
  readonly meaning: string;
}

const themes: Readonly<Record<string, string>> = panelWords.settings.themes;
const { textSizes: size } = panelWords.settings;

export function showTheme(value: string): Shown {
  const meaning = themeMeaning(value);
  return { text: themes[value] ?? themes[meaning] ?? value, meaning };
}

/** AnythingLLM has three sizes, LibreChat five: at each end two of them have the same meaning. */
const textSizes: Readonly<Record<string, Shown>> = {
  small: { text: size.small, meaning: 'small' },
  normal: { text: size.medium, meaning: 'medium' },
  large: { text: size.large, meaning: 'large' },
  'text-xs': { text: size['extra-small'], meaning: 'small' },
  'text-sm': { text: size.small, meaning: 'small' },
  'text-base': { text: size.medium, meaning: 'medium' },
  'text-lg': { text: size.large, meaning: 'large' },
  'text-xl': { text: size['extra-large'], meaning: 'large' },
};

export function showTextSize(value: string): Shown {
  return textSizes[value] ?? { text: value, meaning: value };
}

/** A language tag in words: "de-DE" is "German (Germany)". An invalid tag is shown unchanged. */
export function showLanguage(value: string, inLanguage = textLanguage): Shown {
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

import { type Definition, type Form, inAccounts, inPages } from './projection';

/** A BCP 47 language without region; Chinese carries its script: `de`, `pt`, `zh-Hans`, `zh-Hant`. */
export type Language = string;

/** The languages of AnythingLLM 1.16, as it writes them. */
const anythingLlmLanguages =
  'en zh zh-tw es de fr ko lo et ru it pt he nl vi fa tr ar da ja lv pl ro cs lt ca id hr'.split(' ');

/** The languages of LibreChat 0.8.7 that a browser may be set to, as it writes them; of two, the first is the usual one. */
const libreChatLanguages = [
  ...['en-US', 'zh-Hans', 'zh-Hant', 'ar-EG', 'bs', 'ca-ES', 'cs-CZ', 'da-DK', 'de-DE', 'es-ES', 'et-EE', 'fa-IR'],
  ...['fi-FI', 'fr-FR', 'he-HE', 'hu-HU', 'hy-AM', 'id-ID', 'is', 'it-IT', 'ja-JP', 'ka-GE', 'ko-KR', 'lt-LT', 'lv-LV'],
  ...[
    'nb',
    'nl-NL',
    'nn',
    'pl-PL',
    'pt-BR',
    'pt-PT',
    'ru-RU',
    'sk',
    'sl',
    'sv-SE',
    'th-TH',
    'tr-TR',
    'ug',
    'uk-UA',
    'vi-VN',
  ],
];

/** Chinese regions that write in the traditional script. */
const traditional = new Set(['TW', 'HK', 'MO']);

/** The shared language of any BCP 47 tag, in whatever case; undefined when it is none (`auto`). */
export function languageOf(tag: string): Language | undefined {
  return usualTags.get(tag) ?? parsed(tag);
}

function parsed(tag: string): Language | undefined {
  let locale: Intl.Locale;
  try {
    locale = new Intl.Locale(tag);
  } catch {
    return undefined;
  }
  const { language, script, region } = locale;
  // Intl takes any 2 to 8 letters for a language; real ones have two or three.
  if (language.length > 3) return undefined;
  if (language !== 'zh') return language;
  return script === 'Hant' || (!script && region && traditional.has(region)) ? 'zh-Hant' : 'zh-Hans';
}

/** Parsing is slow, and asked for at every comparison. */
const usualTags: ReadonlyMap<string, Language> = new Map(
  [...anythingLlmLanguages, ...libreChatLanguages].map((tag) => [tag, parsed(tag) ?? tag]),
);

function formOf(tags: readonly string[]): Form<Language> {
  const usual = new Map<Language, string>();
  for (const tag of tags) {
    const language = languageOf(tag);
    if (language !== undefined && !usual.has(language)) usual.set(language, tag);
  }
  return {
    read: (native) => (typeof native === 'string' ? languageOf(native) : undefined),
    write: (language) => usual.get(language),
  };
}

export const anythingLlmLanguage = formOf(anythingLlmLanguages);
export const libreChatLanguage = formOf(libreChatLanguages);

export const languageForms = { anythingllm: anythingLlmLanguage, librechat: libreChatLanguage };
export const language: Definition = { ...inPages(languageForms), ...inAccounts(languageForms) };

/**
 * The languages that both apps support, in shared form (BCP 47 without region; AnythingLLM 1.16 and LibreChat 0.8.7
 * each have more).
 */
export const commonLanguages: readonly string[] =
  'ar ca cs da de en es et fa fr he id it ja ko lt lv nl pl pt ru tr vi zh-Hans zh-Hant'.split(' ');

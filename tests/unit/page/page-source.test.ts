import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sourceOf } from '@/lib/page/settings/page-source';
import { storeOf } from './fakes';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A document that counts how often its cookies are read. */
function documentWith(entries: Readonly<Record<string, string>> = {}, cookie = '') {
  const counted = { reads: 0, cookie };
  const localStorage = storeOf(entries);
  const document = {
    defaultView: { localStorage },
    location: { pathname: '/', search: '' },
    get cookie() {
      counted.reads += 1;
      return counted.cookie;
    },
    set cookie(text: string) {
      counted.cookie = text.split(';')[0] ?? '';
    },
  };
  return { counted, localStorage, source: sourceOf(document as unknown as Document) };
}

test('when cookies were read, then they count for a quarter of a second', () => {
  const { counted, source } = documentWith({ lang: '"de-DE"' }, 'lang=de-DE');
  expect([source.cookies, source.cookies]).toEqual(['lang=de-DE', 'lang=de-DE']);
  expect(counted.reads).toBe(1);
  counted.cookie = 'lang=fr-FR';
  vi.advanceTimersByTime(249);
  expect(source.cookies).toBe('lang=de-DE');
  vi.advanceTimersByTime(1);
  expect(source.cookies).toBe('lang=fr-FR');
});

test('when LibreChat or we set a language, then it is seen at once', () => {
  const { counted, localStorage, source } = documentWith({ lang: '"de-DE"' }, 'lang=de-DE');
  expect(source.cookies).toBe('lang=de-DE');
  localStorage.setItem('lang', '"fr-FR"');
  counted.cookie = 'lang=fr-FR';
  expect(source.cookies).toBe('lang=fr-FR');
  source.setCookie('lang=en-US; path=/');
  expect(source.cookies).toBe('lang=en-US');
});

test('when a document’s storage is closed to scripts, then it has no settings', () => {
  const document = {
    location: { pathname: '/', search: '' },
    get defaultView(): never {
      throw new DOMException('closed', 'SecurityError');
    },
  };
  const source = sourceOf(document as unknown as Document);
  source.store.setItem('theme', 'dark');
  source.setCookie('lang=de-DE');
  expect([source.store.getItem('theme'), source.cookies]).toEqual([null, '']);
});

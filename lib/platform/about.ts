import type { About, Version } from '@/lib/diagnostics';
import { browser } from './browser';

const products = [
  ['Firefox', 'Firefox'],
  ['Edg', 'Edge'],
  ['Chrome', 'Chrome'],
] as const;

/** Tandem's version and the browser's: the start of a bug report. */
export function about(): About {
  const version = browser.runtime.getManifest().version as Version;
  for (const [product, name] of products) {
    const [, found] = new RegExp(`${product}/(\\d+)`).exec(navigator.userAgent) ?? [];
    if (found !== undefined) return { version, browser: name, browserVersion: Number(found) };
  }
  return { version, browser: 'other', browserVersion: 0 };
}

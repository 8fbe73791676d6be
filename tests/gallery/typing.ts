/** Measures how long a key press in the search box keeps the page busy with 10,000 conversations: `npx tsx tests/gallery/typing.ts`. */
import { chromium } from '@playwright/test';
import { openGallery } from './server';

const gallery = await openGallery();
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', chromiumSandbox: false });
const page = await browser.newPage({ viewport: { width: 380, height: 560 } });
await page.goto(`${gallery.base}?scene=many`);
await page.getByRole('combobox', { name: /Search/ }).waitFor();
const times = await page.evaluate(async () => {
  const input = document.querySelector('input');
  const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
  const spent: number[] = [];
  for (const word of ['heat pump', 'station', 'sql gaps', 'a', 'zzz']) {
    for (let length = 1; length <= word.length; length += 1) {
      const start = performance.now();
      setValue?.call(input, word.slice(0, length));
      input?.dispatchEvent(new Event('input', { bubbles: true }));
      // React renders what an input changed before the event's task ends.
      await Promise.resolve();
      document.body.getBoundingClientRect();
      spent.push(performance.now() - start);
      await new Promise(requestAnimationFrame);
    }
  }
  return spent;
});
const sorted = times.toSorted((a, b) => a - b);
const at = (share: number) => sorted[Math.floor(sorted.length * share)]?.toFixed(1);
console.log(`${times.length} keys: median ${at(0.5)} ms, 90 % within ${at(0.9)} ms, first ${times[0]?.toFixed(1)} ms`);
await browser.close();
await gallery.close();

/** Measures how long a key press in the search box keeps the page busy with 10,000 conversations: `npx tsx tests/gallery/typing.ts [scene]`. */
import { chromium } from '@playwright/test';
import { openGallery } from './server';

const gallery = await openGallery();
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', chromiumSandbox: false });
const page = await browser.newPage({ viewport: { width: 380, height: 560 } });
await page.goto(`${gallery.base}?scene=${process.argv[2] ?? 'many'}`);
await page.getByRole('combobox', { name: /Search/ }).waitFor();
const session = await page.context().newCDPSession(page);
// Time of the processor, not of the clock: the machine may be busy with other things.
await session.send('Performance.setTimeDomain', { timeDomain: 'threadTicks' });
await session.send('Performance.enable');
const busy = async () => {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
};
const spent: number[] = [];
for (const word of ['heat pump', 'station', 'sql gaps', 'a', 'zzz']) {
  await page.getByRole('combobox', { name: /Search/ }).fill('');
  for (const letter of word) {
    const before = await busy();
    await page.keyboard.type(letter);
    await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => setTimeout(painted))));
    spent.push((await busy()) - before);
  }
}
const sorted = spent.toSorted((a, b) => a - b);
const at = (share: number) => sorted[Math.floor(sorted.length * share)]?.toFixed(1);
console.log(`${spent.length} keys: median ${at(0.5)} ms, 90 % within ${at(0.9)} ms, first ${spent[0]?.toFixed(1)} ms`);
await browser.close();
await gallery.close();

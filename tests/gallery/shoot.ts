/**
 * Shows every view in many states, takes a picture of each into test-results/gallery and checks it with axe and for sideways
 * scrolling. For the eye, and for whoever changes the views: `npx tsx tests/gallery/shoot.ts [--quick] [parts of names]`.
 */
import { mkdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium } from '@playwright/test';
import { openGallery } from './server';
import { type Shot, shots } from './shots';

const quick = process.argv.includes('--quick');
const parts = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const out = 'test-results/gallery';

async function take(browser: Browser, base: string, shot: Shot): Promise<readonly string[]> {
  const [width, height] = shot.size;
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: 2,
    colorScheme: shot.dark ? 'dark' : 'light',
    forcedColors: shot.forced ? 'active' : 'none',
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  await page.goto(`${base}?scene=${shot.scene}`);
  await page.locator('main').waitFor();
  await shot.act(page);
  await page.waitForTimeout(250);
  await page.screenshot({ path: `${out}/${shot.name}.png` });
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (sideways > 0) faults.push(`${sideways} px wider than the window`);
  if (quick) return faults;
  const { violations } = await new AxeBuilder({ page }).analyze();
  for (const { id, nodes } of violations) {
    // A page without content has no heading; it lasts until the stored copy is read.
    if (shot.scene === 'first-paint' && id === 'page-has-heading-one') continue;
    faults.push(`axe ${id}: ${nodes.map(({ html }) => html.slice(0, 140)).join(' | ')}`);
  }
  return faults;
}

const gallery = await openGallery();
mkdirSync(out, { recursive: true });
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', chromiumSandbox: false });
let bad = 0;
for (const shot of shots.filter(({ name }) => parts.length === 0 || parts.some((part) => name.includes(part)))) {
  const faults = await take(browser, gallery.base, shot).catch((error: unknown) => [String(error)]);
  bad += faults.length;
  console.log(`${faults.length === 0 ? 'ok ' : 'BAD'} ${shot.name}`);
  for (const fault of faults) console.log(`      ${fault}`);
}
await browser.close();
await gallery.close();
process.exitCode = bad === 0 ? 0 : 1;

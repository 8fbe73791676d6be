/** Draws `public/icon/*.png` from `public/icon.svg`. Run it after changing the drawing: `npx tsx scripts/icons.ts`. */
import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';

const folder = fileURLToPath(new URL('../public', import.meta.url));
const drawing = readFileSync(`${folder}/icon.svg`, 'utf8');
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', chromiumSandbox: false });
const page = await browser.newPage();
mkdirSync(`${folder}/icon`, { recursive: true });
for (const size of [16, 32, 48, 96, 128]) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>body{margin:0}svg{display:block;inline-size:${size}px;block-size:${size}px}</style>${drawing}`,
  );
  await page.screenshot({ path: `${folder}/icon/${size}.png`, omitBackground: true });
}
await browser.close();

import type { Page } from '@playwright/test';

export interface Shot {
  readonly name: string;
  readonly scene: string;
  /** Pixels; the popup's by default. */
  readonly size?: readonly [number, number];
  readonly dark?: true;
  readonly forced?: true;
  readonly act?: (page: Page) => Promise<void>;
}

export const type = (text: string) => (page: Page) => page.getByRole('combobox', { name: /Search/ }).fill(text);
export const press =
  (...names: string[]) =>
  async (page: Page) => {
    for (const name of names) await page.getByRole('button', { name, exact: true }).first().click();
  };
export const scroll = (page: Page) => page.locator('.panel-body').evaluate((body) => body.scrollTo(0, 9999));
export const address = (app: string, text: string) => async (page: Page) => {
  await page.getByLabel(`${app} address`).fill(text);
  await page.waitForTimeout(500);
};
export const both = async (page: Page) => {
  await address('AnythingLLM', 'nas:3001')(page);
  await address('LibreChat', 'http://nas:3080/c/new')(page);
};
export const inTurn =
  (...steps: ((page: Page) => Promise<unknown>)[]) =>
  async (page: Page) => {
    for (const step of steps) await step(page);
  };
export const wide = [1280, 800] as const;
export const narrow = [320, 560] as const;
export const page = [1000, 820] as const;

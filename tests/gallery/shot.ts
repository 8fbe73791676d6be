import type { Page } from '@playwright/test';

export interface Shot {
  readonly name: string;
  readonly scene: string;
  /** Pixels. */
  readonly size: readonly [number, number];
  readonly dark: boolean;
  readonly forced: boolean;
  readonly act: (page: Page) => Promise<void>;
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

/** Leaves the view as it comes. */
export const stay = async () => undefined;

/** Shots that begin alike, each told as `name scene`, then, where they are not the popup's, `WxH`, `dark` and `forced`. */
export const taken = (act: (page: Page) => Promise<void>, ...shots: readonly string[]): readonly Shot[] =>
  shots.map((told) => {
    const [name = '', scene = '', ...more] = told.split(' ');
    const [width, height] = more.find((word) => word.includes('x'))?.split('x') ?? [380, 560];
    const has = (word: string) => more.includes(word);
    return { name, scene, size: [Number(width), Number(height)], dark: has('dark'), forced: has('forced'), act };
  });

import type { Page } from '@playwright/test';

export type Act = (page: Page) => Promise<unknown>;

export const inTurn =
  (...acts: Act[]): Act =>
  async (page) => {
    for (const act of acts) await act(page);
  };
export const click =
  (text: string | RegExp): Act =>
  (page) =>
    page.getByText(text).click();
export const press = (...names: string[]): Act =>
  inTurn(
    ...names.map(
      (name): Act =>
        (page) =>
          page.getByRole('button', { name, exact: true }).first().click(),
    ),
  );
export const type =
  (text: string): Act =>
  (page) =>
    page.getByRole('combobox', { name: /Search/ }).fill(text);
export const key =
  (name: string): Act =>
  (page) =>
    page.keyboard.press(name);
export const see =
  (text: string): Act =>
  (page) =>
    page.getByText(text).first().waitFor();
export const scroll: Act = (page) => page.locator('.panel-body').evaluate((body) => body.scrollTo(0, 9999));
export const address = (app: string, text: string): Act =>
  inTurn(
    (page) => page.getByLabel(`${app} address`).fill(text),
    (page) => page.waitForTimeout(500),
  );
export const addresses = (anythingllm: string, librechat: string): Act =>
  inTurn(address('AnythingLLM', anythingllm), address('LibreChat', librechat));
export const toSettings: Act = (page) =>
  page.locator('#settings-heading').evaluate((element) => element.scrollIntoView({ block: 'start' }));
/** Opens a setting, and brings it into sight. */
export const open = (setting: string): Act => {
  const name = (page: Page) => page.getByRole('button', { name: setting, exact: true });
  return inTurn(
    (page) => name(page).click(),
    (page) => name(page).evaluate((element) => element.scrollIntoView({ block: 'start' })),
  );
};
export const more = (setting: string): Act =>
  inTurn(open(setting), (page) => page.getByText('More', { exact: true }).click());

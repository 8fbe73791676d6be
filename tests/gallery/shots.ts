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

const type = (text: string) => (page: Page) => page.getByRole('combobox', { name: /Search/ }).fill(text);
const press =
  (...names: string[]) =>
  async (page: Page) => {
    for (const name of names) await page.getByRole('button', { name, exact: true }).first().click();
  };
const scroll = (page: Page) => page.locator('.panel-body').evaluate((body) => body.scrollTo(0, 9999));
const address = (app: string, text: string) => async (page: Page) => {
  await page.getByLabel(`${app} address`).fill(text);
  await page.waitForTimeout(500);
};
const both = async (page: Page) => {
  await address('AnythingLLM', 'nas:3001')(page);
  await address('LibreChat', 'http://nas:3080/c/new')(page);
};
const then =
  (...steps: ((page: Page) => Promise<unknown>)[]) =>
  async (page: Page) => {
    for (const step of steps) await step(page);
  };
const preferences = async (page: Page) => {
  await page.getByText('Preferences and connections').click();
  await scroll(page);
};
const wide = [1280, 800] as const;
const narrow = [320, 560] as const;
const page = [1000, 820] as const;

export const shots: readonly Shot[] = [
  { name: 'both', scene: 'both' },
  { name: 'both-dark', scene: 'both', dark: true },
  { name: 'both-scrolled', scene: 'both', act: scroll },
  { name: 'both-320', scene: 'widget', size: narrow, act: scroll },
  { name: 'both-320-top', scene: 'widget', size: narrow },
  { name: 'both-forced', scene: 'both', forced: true, dark: true, act: (p) => p.keyboard.press('ArrowDown') },
  { name: 'search', scene: 'both', act: type('re') },
  { name: 'search-dark', scene: 'both', dark: true, act: type('cafe') },
  {
    name: 'search-none',
    scene: 'unseen',
    act: then(type('quantum'), (p) => p.getByText('Nothing found for').waitFor()),
  },
  {
    name: 'search-pending',
    scene: 'threads-pending',
    act: then(type('quantum'), (p) => p.locator('.no-results').getByText('Still reading threads').waitFor()),
  },
  { name: 'own-defaults', scene: 'own-defaults', act: scroll },
  { name: 'own-defaults-320', scene: 'own-defaults', size: narrow, dark: true, act: scroll },
  {
    name: 'threads',
    scene: 'both',
    act: then(
      type('thesis'),
      (p) => p.keyboard.press('ArrowRight'),
      (p) => p.keyboard.press('ArrowDown'),
    ),
  },
  { name: 'show-all', scene: 'many', act: (p) => p.getByText(/Show all/).click() },
  { name: 'preferences', scene: 'both', act: preferences },
  { name: 'disconnect', scene: 'long', act: then(preferences, press('Disconnect LibreChat'), scroll) },
  { name: 'first-paint', scene: 'first-paint' },
  { name: 'nothing', scene: 'nothing' },
  { name: 'nothing-dark', scene: 'nothing', dark: true },
  { name: 'one-connected', scene: 'one-connected', act: scroll },
  { name: 'signed-out', scene: 'signed-out' },
  { name: 'asleep', scene: 'asleep', act: scroll },
  { name: 'unseen', scene: 'unseen', act: scroll },
  { name: 'down', scene: 'down', act: scroll },
  { name: 'down-forced', scene: 'down', forced: true, act: scroll },
  { name: 'down-dark', scene: 'down', dark: true, act: scroll },
  { name: 'grant-lost', scene: 'grant-lost', act: scroll },
  { name: 'default-role', scene: 'default-role', act: scroll },
  { name: 'open', scene: 'open' },
  { name: 'reading', scene: 'reading' },
  { name: 'storage', scene: 'storage' },
  { name: 'long', scene: 'long' },
  { name: 'long-320', scene: 'long', size: narrow, act: scroll },
  { name: 'languages', scene: 'languages' },
  { name: 'languages-search', scene: 'languages', act: type('天') },
  { name: 'rtl', scene: 'rtl' },
  { name: 'rtl-scrolled', scene: 'rtl', act: scroll },
  { name: 'tab', scene: 'tab', size: wide },
  { name: 'tab-dark', scene: 'tab', size: wide, dark: true, act: type('sql') },
  { name: 'connect-fresh', scene: 'connect-fresh', size: page },
  { name: 'connect-found', scene: 'connect-fresh', size: page, act: both },
  { name: 'connect-found-dark', scene: 'connect-fresh', size: page, dark: true, act: both },
  { name: 'connect-320', scene: 'connect-fresh', size: [320, 720], act: both },
  {
    name: 'connect-swapped',
    scene: 'connect-fresh',
    size: page,
    act: then(address('AnythingLLM', 'nas:3080'), address('LibreChat', 'nas:3001')),
  },
  {
    name: 'connect-failed',
    scene: 'connect-fresh',
    size: page,
    act: then(address('AnythingLLM', 'llm.example.org'), address('LibreChat', 'nas:3080'), press('Connect')),
  },
  {
    name: 'connect-unreadable',
    scene: 'connect-fresh',
    size: page,
    act: then(address('AnythingLLM', 'llm.behind.example'), address('LibreChat', 'nas:3080')),
  },
  { name: 'connect-denied', scene: 'connect-denied', size: page, act: then(both, press('Connect')) },
  {
    name: 'connect-through',
    scene: 'connect-fresh',
    size: page,
    act: then(both, press('Connect'), (p) => p.getByText('Everything in one place').waitFor()),
  },
  { name: 'connect-one', scene: 'connect-one', size: page },
  { name: 'connect-manage', scene: 'connect-manage', size: page },
  { name: 'connect-grant', scene: 'connect-grant', size: page },
  { name: 'connect-sign-in', scene: 'connect-sign-in', size: page },
  { name: 'connect-everything', scene: 'connect-manage', size: page, act: press('See everything in one place') },
  {
    name: 'connect-compare',
    scene: 'connect-manage',
    size: page,
    act: press('See everything in one place', 'Next: compare settings'),
  },
  {
    name: 'connect-compare-320',
    scene: 'connect-manage',
    size: [320, 720],
    dark: true,
    act: press('See everything in one place', 'Next: compare settings'),
  },
  {
    name: 'connect-ready',
    scene: 'connect-manage',
    size: page,
    act: press('See everything in one place', 'This is all I want'),
  },
];

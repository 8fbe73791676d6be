import type { Page } from '@playwright/test';
import { settingsShots } from './settings-shots';
import { address, both, inTurn, press, type Shot, scroll, stay, taken, type } from './shot';

const preferences = async (page: Page) => {
  await page.getByText('Preferences and connections').click();
  await scroll(page);
};
export const shots: readonly Shot[] = [
  ...settingsShots,
  ...taken(
    stay,
    'both both',
    'both-dark both dark',
    'both-320-top widget 320x560',
    'left-out left-out',
    'nothing-read nothing-read',
    'first-paint first-paint',
    'nothing nothing',
    'nothing-dark nothing dark',
    'signed-out signed-out',
    'open open',
    'reading reading',
    'storage storage',
    'long long',
    'languages languages',
    'rtl rtl',
    'tab tab 1280x800',
    'connect-fresh connect-fresh 1000x820',
    'connect-one connect-one 1000x820',
    'connect-manage connect-manage 1000x820',
    'connect-grant connect-grant 1000x820',
    'connect-sign-in connect-sign-in 1000x820',
  ),
  ...taken(
    scroll,
    'both-scrolled both',
    'both-320 widget 320x560',
    'own-defaults own-defaults',
    'own-defaults-320 own-defaults 320x560 dark',
    'one-connected one-connected',
    'asleep asleep',
    'unseen unseen',
    'down down',
    'down-forced down forced',
    'down-dark down dark',
    'grant-lost grant-lost',
    'default-role default-role',
    'long-320 long 320x560',
    'rtl-scrolled rtl',
  ),
  ...taken((p) => p.keyboard.press('ArrowDown'), 'both-forced both dark forced'),
  ...taken(type('re'), 'search both'),
  ...taken(type('cafe'), 'search-dark both dark'),
  ...taken(
    inTurn(type('quantum'), (p) => p.getByText('Nothing found for').waitFor()),
    'search-none unseen',
  ),
  ...taken(
    inTurn(type('quantum'), (p) => p.locator('.no-results').getByText('Still reading threads').waitFor()),
    'search-pending threads-pending',
  ),
  ...taken(
    inTurn(
      type('thesis'),
      (p) => p.keyboard.press('ArrowRight'),
      (p) => p.keyboard.press('ArrowDown'),
    ),
    'threads both',
  ),
  ...taken((p) => p.getByText(/^Show \d+ archived/).click(), 'left-out-dark left-out dark'),
  ...taken((p) => p.getByText(/Show all/).click(), 'show-all many'),
  ...taken(preferences, 'preferences both'),
  ...taken(inTurn(preferences, press('Disconnect LibreChat'), scroll), 'disconnect long', 'leave-asking leave-asleep'),
  ...taken(
    inTurn(preferences, press('Disconnect LibreChat', 'Disconnect'), scroll),
    'leave-restored step-everyone',
    'leave-not-now leave-asleep dark',
  ),
  ...taken(type('天'), 'languages-search languages'),
  ...taken(type('sql'), 'tab-dark tab 1280x800 dark'),
  ...taken(
    both,
    'connect-found connect-fresh 1000x820',
    'connect-found-dark connect-fresh 1000x820 dark',
    'connect-320 connect-fresh 320x720',
  ),
  ...taken(
    inTurn(address('AnythingLLM', 'nas:3080'), address('LibreChat', 'nas:3001')),
    'connect-swapped connect-fresh 1000x820',
  ),
  ...taken(
    inTurn(address('AnythingLLM', 'llm.example.org'), address('LibreChat', 'nas:3080'), press('Connect')),
    'connect-failed connect-fresh 1000x820',
  ),
  ...taken(
    inTurn(address('AnythingLLM', 'llm.behind.example'), address('LibreChat', 'nas:3080')),
    'connect-unreadable connect-fresh 1000x820',
  ),
  ...taken(
    inTurn(address('AnythingLLM', 'nas:3001'), address('LibreChat', 'sign.behind.example'), press('Connect')),
    'connect-gateway connect-fresh 1000x820 dark',
  ),
  ...taken(
    inTurn(address('AnythingLLM', 'nas:3001'), address('LibreChat', 'moved.behind.example'), press('Connect')),
    'connect-moved connect-fresh 1000x820',
    'connect-moved-320 connect-fresh 320x900',
  ),
  ...taken(address('LibreChat', 'nas:3080'), 'connect-second connect-one 1000x820'),
  ...taken(
    inTurn((p) => p.getByRole('button', { name: 'Change address' }).last().click(), address('LibreChat', 'nas:3080')),
    'connect-moving connect-manage 1000x820',
  ),
  ...taken(inTurn(both, press('Connect')), 'connect-denied connect-denied 1000x820'),
  ...taken(
    inTurn(both, press('Connect'), (p) => p.getByText('Everything in one place').waitFor()),
    'connect-through connect-fresh 1000x820',
  ),
  ...taken(
    inTurn((p) => p.getByRole('button', { name: 'Disconnect LibreChat' }).click(), press('Disconnect')),
    'connect-left connect-leave 1000x820',
  ),
  ...taken(press('See everything in one place'), 'connect-everything connect-manage 1000x820'),
  ...taken(
    press('See everything in one place', 'Next: compare settings'),
    'connect-compare connect-manage 1000x820',
    'connect-compare-320 connect-manage 320x720 dark',
  ),
  ...taken(press('See everything in one place', 'This is all I want'), 'connect-ready connect-manage 1000x820'),
];

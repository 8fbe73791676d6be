import type { Page } from '@playwright/test';
import { inTurn, press, type Shot, scroll, stay, taken } from './shot';

/** Opens a setting, and brings it into sight. */
const open = (setting: string) => async (page: Page) => {
  const name = page.getByRole('button', { name: setting, exact: true });
  await name.click();
  await name.evaluate((element) => element.scrollIntoView({ block: 'start' }));
};
const more = (setting: string) => inTurn(open(setting), (p) => p.getByText('More', { exact: true }).click());
/** Presses [Put back] at the change of a workspace, which others use. */
const putBackShared = inTurn(
  (p) => p.getByText('Changes Tandem made').click(),
  (p) => p.locator('.change', { hasText: 'Workspace “Thesis”' }).getByRole('button', { name: 'Put back' }).click(),
  scroll,
);
const toSettings = (page: Page) =>
  page.locator('#settings-heading').evaluate((element) => element.scrollIntoView({ block: 'start' }));

export const settingsShots: readonly Shot[] = [
  ...taken(
    open('Theme'),
    'step-unbegun step-unbegun',
    'step-theme step',
    'step-theme-dark step dark',
    'step-theme-forced step forced',
    'step-off step-off',
    'step-tab step-tab 1280x800',
  ),
  ...taken(
    toSettings,
    'step-unbegun-top step-unbegun',
    'step step',
    'step-empty step-empty',
    'step-paused step-paused',
    'step-waiting step-waiting',
    'step-waiting-320 step-waiting 320x560',
    'step-down-dark step-down dark',
    'step-refused step-refused',
    'step-refused-dark step-refused dark',
    'step-needs step-needs 380x900',
    'step-needs-popup step-needs-popup 380x900',
    'step-needs-dark step-needs 380x900 dark',
    'step-needs-320 step-needs 320x900',
    'step-needs-forced step-needs forced',
    'step-compare step-compare',
    'step-long step-long 380x900',
    'step-long-dark step-long 1280x800 dark',
  ),
  ...taken(
    inTurn(toSettings, (p) => p.locator('.need summary').click()),
    'step-later step-later 380x800',
  ),
  ...taken(
    press('See everything in one place', 'Next: compare settings'),
    'connect-again connect-again 1000x820',
    'connect-differ connect-differ 1000x820',
  ),
  ...taken(stay, 'step-top step-needs'),
  ...taken(open('Text size'), 'step-size step', 'step-rtl step-rtl'),
  ...taken(open('Language'), 'step-language step'),
  ...taken(open('Temperature'), 'step-temperature step'),
  ...taken(open('Max tokens'), 'step-tokens step'),
  ...taken(
    open('Model'),
    'step-model step',
    'step-model-pair step-generic',
    'step-model-pair-320 step-generic 320x560',
  ),
  ...taken(
    inTurn(open('Model'), (p) => p.getByRole('combobox', { name: 'Model' }).fill('gpt-4.1')),
    'step-model-lacks step',
  ),
  ...taken(
    inTurn(
      open('Model'),
      (p) => p.getByLabel('Provider').selectOption('anthropic'),
      (p) => p.getByRole('combobox', { name: 'Model' }).fill('claude-sonnet-4-6'),
    ),
    'step-model-key step dark',
  ),
  ...taken(
    more('Model'),
    'step-more step',
    'step-more-everyone step-everyone 380x900',
    'step-more-member step-member',
    'step-more-320 step-everyone 320x900 dark',
    'step-long-320 step-long 320x800',
  ),
  ...taken(
    inTurn(
      more('Model'),
      (p) => p.getByLabel('Add a workspace').selectOption({ index: 2 }),
      (p) => p.getByRole('button', { name: 'Add', exact: true }).focus(),
    ),
    'step-more-add step-everyone 380x560',
  ),
  ...taken(
    inTurn(more('Model'), (p) => p.getByLabel('LibreChat: default preset').uncheck()),
    'step-preset-left step-everyone 380x900',
  ),
  ...taken((p) => p.context().setOffline(true), 'step-offline step-waiting', 'step-offline-tab step-tab 1280x800 dark'),
  ...taken(inTurn(toSettings, press('Reload to apply')), 'step-reload step-reload'),
  ...taken(
    inTurn(
      toSettings,
      (p) => p.locator('.need summary').click(),
      (p) => p.getByRole('radio').first().check(),
    ),
    'step-compare-open step-compare 380x800',
  ),
  ...taken(
    inTurn(
      (p) => p.getByText('Changes Tandem made').click(),
      scroll,
      (p) => p.getByRole('button', { name: 'Put back' }).last().click(),
    ),
    'step-changes step 380x800',
  ),
  ...taken(
    inTurn((p) => p.getByText('Changes Tandem made').click(), scroll),
    'step-changes-320 step 320x800 dark',
    'step-changes-none step-empty',
  ),
  ...taken(
    putBackShared,
    'step-changes-shared step-shared 380x800',
    'step-changes-shared-dark step-shared 380x800 dark',
    'step-changes-shared-widget step-shared-widget 380x800',
  ),
  ...taken(
    inTurn(press('See everything in one place', 'Next: compare settings', 'AnythingLLM'), (p) =>
      p.getByRole('radio', { name: /Language: Leave/ }).check(),
    ),
    'connect-differ-chosen connect-differ 1000x820 dark',
  ),
  ...taken(
    press('See everything in one place', 'Next: compare settings', 'LibreChat'),
    'connect-differ-320 connect-differ 320x900',
  ),
  ...taken(
    press('See everything in one place', 'Next: compare settings', 'Keep these in step'),
    'connect-try connect-step 1000x820',
  ),
  ...taken(
    inTurn(press('See everything in one place', 'Next: compare settings', 'Keep these in step'), (p) =>
      p.getByRole('radio', { name: 'Light' }).check(),
    ),
    'connect-tried connect-step 1000x820',
  ),
];

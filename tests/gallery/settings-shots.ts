import type { Page } from '@playwright/test';
import { inTurn, narrow, page, press, type Shot, scroll, wide } from './shot';

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
  { name: 'step-unbegun', scene: 'step-unbegun', act: open('Theme') },
  { name: 'step-unbegun-top', scene: 'step-unbegun', act: toSettings },
  {
    name: 'step-later',
    scene: 'step-later',
    size: [380, 800],
    act: inTurn(toSettings, (p) => p.locator('.need summary').click()),
  },
  {
    name: 'connect-again',
    scene: 'connect-again',
    size: page,
    act: press('See everything in one place', 'Next: compare settings'),
  },
  { name: 'step', scene: 'step', act: toSettings },
  { name: 'step-top', scene: 'step-needs' },
  { name: 'step-empty', scene: 'step-empty', act: toSettings },
  { name: 'step-theme', scene: 'step', act: open('Theme') },
  { name: 'step-theme-dark', scene: 'step', dark: true, act: open('Theme') },
  { name: 'step-theme-forced', scene: 'step', forced: true, act: open('Theme') },
  { name: 'step-size', scene: 'step', act: open('Text size') },
  { name: 'step-language', scene: 'step', act: open('Language') },
  { name: 'step-temperature', scene: 'step', act: open('Temperature') },
  { name: 'step-tokens', scene: 'step', act: open('Max tokens') },
  { name: 'step-model', scene: 'step', act: open('Model') },
  {
    name: 'step-model-lacks',
    scene: 'step',
    act: inTurn(open('Model'), (p) => p.getByRole('combobox', { name: 'Model' }).fill('gpt-4.1')),
  },
  {
    name: 'step-model-key',
    scene: 'step',
    dark: true,
    act: inTurn(
      open('Model'),
      (p) => p.getByLabel('Provider').selectOption('anthropic'),
      (p) => p.getByRole('combobox', { name: 'Model' }).fill('claude-sonnet-4-6'),
    ),
  },
  { name: 'step-model-pair', scene: 'step-generic', act: open('Model') },
  { name: 'step-model-pair-320', scene: 'step-generic', size: narrow, act: open('Model') },
  { name: 'step-more', scene: 'step', act: more('Model') },
  { name: 'step-more-everyone', scene: 'step-everyone', size: [380, 900], act: more('Model') },
  {
    name: 'step-more-add',
    scene: 'step-everyone',
    size: [380, 560],
    act: inTurn(
      more('Model'),
      (p) => p.getByLabel('Add a workspace').selectOption({ index: 2 }),
      (p) => p.getByRole('button', { name: 'Add', exact: true }).focus(),
    ),
  },
  { name: 'step-more-member', scene: 'step-member', act: more('Model') },
  { name: 'step-more-320', scene: 'step-everyone', size: [320, 900], dark: true, act: more('Model') },
  {
    name: 'step-preset-left',
    scene: 'step-everyone',
    size: [380, 900],
    act: inTurn(more('Model'), (p) => p.getByLabel('LibreChat: default preset').uncheck()),
  },
  { name: 'step-off', scene: 'step-off', act: open('Theme') },
  { name: 'step-paused', scene: 'step-paused', act: toSettings },
  { name: 'step-waiting', scene: 'step-waiting', act: toSettings },
  { name: 'step-waiting-320', scene: 'step-waiting', size: narrow, act: toSettings },
  { name: 'step-down-dark', scene: 'step-down', dark: true, act: toSettings },
  {
    name: 'step-offline',
    scene: 'step-waiting',
    act: (p) => p.context().setOffline(true),
  },
  { name: 'step-offline-tab', scene: 'step-tab', size: wide, dark: true, act: (p) => p.context().setOffline(true) },
  { name: 'step-refused', scene: 'step-refused', act: toSettings },
  { name: 'step-refused-dark', scene: 'step-refused', dark: true, act: toSettings },
  { name: 'step-reload', scene: 'step-reload', act: inTurn(toSettings, press('Reload to apply')) },
  { name: 'step-needs', scene: 'step-needs', size: [380, 900], act: toSettings },
  { name: 'step-needs-popup', scene: 'step-needs-popup', size: [380, 900], act: toSettings },
  { name: 'step-needs-dark', scene: 'step-needs', size: [380, 900], dark: true, act: toSettings },
  { name: 'step-needs-320', scene: 'step-needs', size: [320, 900], act: toSettings },
  { name: 'step-needs-forced', scene: 'step-needs', forced: true, act: toSettings },
  { name: 'step-compare', scene: 'step-compare', act: toSettings },
  {
    name: 'step-compare-open',
    scene: 'step-compare',
    size: [380, 800],
    act: inTurn(
      toSettings,
      (p) => p.locator('.need summary').click(),
      (p) => p.getByRole('radio').first().check(),
    ),
  },
  {
    name: 'step-changes',
    scene: 'step',
    size: [380, 800],
    act: inTurn(
      (p) => p.getByText('Changes Tandem made').click(),
      scroll,
      (p) => p.getByRole('button', { name: 'Put back' }).last().click(),
    ),
  },
  {
    name: 'step-changes-320',
    scene: 'step',
    size: [320, 800],
    dark: true,
    act: inTurn((p) => p.getByText('Changes Tandem made').click(), scroll),
  },
  { name: 'step-changes-shared', scene: 'step-shared', size: [380, 800], act: putBackShared },
  { name: 'step-changes-shared-dark', scene: 'step-shared', size: [380, 800], dark: true, act: putBackShared },
  { name: 'step-changes-shared-widget', scene: 'step-shared-widget', size: [380, 800], act: putBackShared },
  {
    name: 'step-changes-none',
    scene: 'step-empty',
    act: inTurn((p) => p.getByText('Changes Tandem made').click(), scroll),
  },
  { name: 'step-long', scene: 'step-long', size: [380, 900], act: toSettings },
  { name: 'step-long-dark', scene: 'step-long', size: wide, dark: true, act: toSettings },
  { name: 'step-long-320', scene: 'step-long', size: [320, 800], act: more('Model') },
  { name: 'step-rtl', scene: 'step-rtl', act: open('Text size') },
  { name: 'step-tab', scene: 'step-tab', size: wide, act: open('Theme') },
  {
    name: 'connect-differ',
    scene: 'connect-differ',
    size: page,
    act: press('See everything in one place', 'Next: compare settings'),
  },
  {
    name: 'connect-differ-chosen',
    scene: 'connect-differ',
    size: page,
    dark: true,
    act: inTurn(press('See everything in one place', 'Next: compare settings', 'AnythingLLM'), (p) =>
      p.getByRole('radio', { name: /Language: Leave/ }).check(),
    ),
  },
  {
    name: 'connect-differ-320',
    scene: 'connect-differ',
    size: [320, 900],
    act: press('See everything in one place', 'Next: compare settings', 'LibreChat'),
  },
  {
    name: 'connect-try',
    scene: 'connect-step',
    size: page,
    act: press('See everything in one place', 'Next: compare settings', 'Keep these in step'),
  },
  {
    name: 'connect-tried',
    scene: 'connect-step',
    size: page,
    act: inTurn(press('See everything in one place', 'Next: compare settings', 'Keep these in step'), (p) =>
      p.getByRole('radio', { name: 'Light' }).check(),
    ),
  },
];

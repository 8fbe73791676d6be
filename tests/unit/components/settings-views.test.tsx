import type { ReactNode } from 'react';
import { expect, it } from 'vitest';
import { StepCompare } from '@/components/connect/step-compare';
import { StepTry } from '@/components/connect/step-try';
import { StandLine } from '@/components/panel/stand-line';
import { SettingsSection } from '@/components/settings/settings-section';
import { AppStatus } from '@/components/status/app-status';
import { type SceneName, scenes } from '../../gallery/scenes';
import { markupOf, wordsOf } from './page';

const markup = (name: SceneName, view: ReactNode) => markupOf(scenes[name], view);
const words = (name: SceneName, view: ReactNode, where = scenes[name].where) =>
  wordsOf({ ...scenes[name], where }, view);

const section = <SettingsSection />;
const compare = <StepCompare onDone={() => undefined} onSkip={() => undefined} />;

it('when it is unknown who is signed in, then settings can only be looked at', async () => {
  const read = await markup('default-role', section);
  expect(read).not.toContain('<button');
  expect(read).not.toContain('Pause');
  expect(await markup('step', section)).toContain('aria-expanded="false"');
});

it.each<[string, SceneName, ...string[]]>([
  ['settings are in step', 'step', 'Theme Dark same Dark Language German same German (Germany)'],
  ['settings differ', 'step-compare', 'Theme Light different Dark'],
  [
    'there is a conflict',
    'step-needs',
    'Theme was changed in both places. Kept: Dark (AnythingLLM’s pages) Not kept: Light (LibreChat’s pages) Use Light Keep Dark',
  ],
  [
    'LibreChat’s new chats start with something else',
    'step-needs',
    'LibreChat : new chats start with claude-haiku-4-5. Use it everywhere',
    'so it no longer follows. Make it again',
  ],
  [
    'nothing is kept in step yet',
    'step-unbegun',
    'Not kept in step yet: Model, Theme, Language, and Text size. Keep them in step Leave them',
  ],
  ['settings differ at the beginning', 'step-compare', '3 settings differ. Tandem has changed nothing yet. Compare'],
  [
    'Tandem is paused',
    'step-paused',
    'Paused. Tandem copies nothing and changes nothing in either app',
    'waiting: Tandem is paused',
  ],
  ['a change waits', 'step-waiting', 'waiting: open it once', 'LibreChat : changes when you next open it Cancel'],
])('when %s, then the settings say so', async (_what, name, ...said) => {
  const shown = await words(name, section);
  for (const each of said) expect(shown).toContain(each);
});

it('when everyone is concerned, then the question says so in the place’s words', async () => {
  const asked = await words('step-needs', section, 'popup');
  expect(asked).toContain(
    'Everyone on this server uses AnythingLLM’s default. Now gpt-4o → claude-sonnet-4-6. Apply for everyone Not this time',
  );
  expect(asked).toContain('Workspace “Thesis” is shared by everyone in it. Now Azure OpenAI');
  expect(asked).toContain('Theme (LibreChat’s pages): change Dark to Light? Apply Not this time');
});

it('when asked inside an app’s page, then the answer is left to a window of ours', async () => {
  const asked = await words('step-needs', section, 'widget');
  expect(asked).toContain(
    'Everyone on this server uses AnythingLLM’s default. Now gpt-4o → claude-sonnet-4-6. Answer this in Tandem’s own window',
  );
  expect(asked).toContain('Open it');
  expect(asked).not.toMatch(/Apply|Not this time/);
});

it('when any state is shown, then no word of the inside is used', async () => {
  for (const name of (Object.keys(scenes) as SceneName[]).filter((each) => each.startsWith('step'))) {
    expect(await words(name, section)).not.toMatch(/\b(register|replica|outbox|native|coerced)/i);
  }
});

it('when questions or changes wait, then the line above the panel counts them', async () => {
  expect(await words('step-needs', <StandLine />)).toContain('5 questions for you');
  expect(await words('step-waiting', <StandLine />)).toContain('1 change waits');
  expect(await words('step-later', <StandLine />)).toContain('1 question for you');
  for (const name of ['step', 'step-unbegun', 'nothing'] as const) expect(await markup(name, <StandLine />)).toBe('');
});

it('when an app is out of reach, then its status counts what waits for it', async () => {
  expect(await words('step-down', <AppStatus app="anythingllm" />)).toContain('1 change waits for it.');
  expect(await words('step-down', <AppStatus app="librechat" />)).not.toContain('wait');
});

it('when settings differ at the first run, then one can choose for each', async () => {
  const asked = await words('connect-differ', compare);
  expect(asked).toContain('Tandem has changed nothing yet.');
  expect(asked).toContain('Theme [box] Light different [box] Dark [box] Leave different');
  expect(asked).toContain('Model [box] gpt-4o OpenAI · default');
  expect(asked).toMatch(/Keep these in step Not now$/);
  expect(await markup('connect-differ', compare)).not.toContain('checked=""');
});

it('when all is in step at the first run, then there is nothing to keep', async () => {
  expect(await words('connect-again', compare)).toMatch(/Medium same Medium Done$/);
  expect(await words('connect-step', compare)).toMatch(/Medium same Medium Keep these in step Not now$/);
});

it('when it is unknown who is signed in, then the first run only compares', async () => {
  expect(await markup('connect-manage', compare)).not.toContain('type="radio"');
  expect(await words('connect-manage', compare)).toMatch(/Done$/);
});

it('when the theme can be tried, then the present one is shown without undo', async () => {
  const step = await words('connect-step', <StepTry onDone={() => undefined} />);
  expect(step).toMatch(/\[box\] Light \[box\] Dark Done$/);
  expect(step).not.toContain('Undo');
});

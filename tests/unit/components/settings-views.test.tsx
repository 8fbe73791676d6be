import type { ReactNode } from 'react';
import { prerenderToNodeStream } from 'react-dom/static';
import { expect, it } from 'vitest';
import { StepCompare } from '@/components/connect/step-compare';
import { StepTry } from '@/components/connect/step-try';
import { StandLine } from '@/components/panel/stand-line';
import { type Ports, PortsProvider } from '@/components/ports';
import { SettingsSection } from '@/components/settings/settings-section';
import { AppStatus } from '@/components/status/app-status';
import { fakePorts } from '../../gallery/fake-ports';
import { type SceneName, scenes } from '../../gallery/scenes';

/** The markup of a view once all its parts are loaded. */
const markup = async (name: SceneName, view: ReactNode, where = scenes[name].where): Promise<string> => {
  const scene = { ...scenes[name], where };
  const { prelude } = await prerenderToNodeStream(<PortsProvider ports={fakePorts(scene)}>{view}</PortsProvider>);
  const parts: string[] = [];
  for await (const part of prelude) parts.push(String(part));
  return parts.join('');
};

/** The words of a view as a person reads them, in one line. */
const words = async (name: SceneName, view: ReactNode, where?: Ports['where']): Promise<string> =>
  (await markup(name, view, where))
    .replace(/<!--.*?-->/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');

const section = <SettingsSection />;

it('when it is unknown who is signed in, then settings can only be looked at', async () => {
  const read = await markup('default-role', section);
  expect(read).not.toContain('<button');
  expect(read).not.toContain('Pause');
  expect(await markup('step', section)).toContain('aria-expanded="false"');
});

it('when settings are in step, then each stands in one line', async () => {
  expect(await words('step', section)).toMatch(/Theme Dark same Dark Language German same German \(Germany\)/);
  expect(await words('step-compare', section)).toMatch(/Theme Light different Dark/);
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

it('when there is a conflict, then both values are told and the other offered', async () => {
  expect(await words('step-needs', section)).toContain(
    'Theme was changed in both places. Kept: Dark (AnythingLLM’s pages) Not kept: Light (LibreChat’s pages) Use Light Keep Dark',
  );
});

it('when LibreChat’s new chats start with something else, then it is offered', async () => {
  expect(await words('step-needs', section)).toContain(
    'LibreChat : new chats start with claude-haiku-4-5. Use it everywhere',
  );
  expect(await words('step-needs', section)).toContain('so it no longer follows. Make it again');
});

it('when nothing is kept in step yet, then it is offered to begin', async () => {
  expect(await words('step-unbegun', section)).toContain(
    'Not kept in step yet: Model, Theme, Language, and Text size. Keep them in step Leave them',
  );
  expect(await words('step-compare', section)).toContain('3 settings differ. Tandem has changed nothing yet. Compare');
  expect(await words('step', section)).not.toContain('Compare ');
});

it('when Tandem is paused, then the section says what that means', async () => {
  expect(await words('step-paused', section)).toContain(
    'Paused. Tandem copies nothing and changes nothing in either app',
  );
  expect(await words('step-paused', section)).toContain('waiting: Tandem is paused');
});

it('when a change waits, then it is shown at once and can be stopped', async () => {
  expect(await words('step-waiting', section)).toContain('waiting: open it once');
  expect(await words('step-waiting', section)).toMatch(/LibreChat : changes when you next open it Cancel/);
});

it('when any state is shown, then no word of the inside is used', async () => {
  for (const name of (Object.keys(scenes) as SceneName[]).filter((each) => each.startsWith('step'))) {
    expect(await words(name, section)).not.toMatch(/\b(register|replica|outbox|native|coerced)/i);
  }
});

it('when questions or changes wait, then the line above the panel counts them', async () => {
  expect(await words('step-needs', <StandLine />)).toContain('5 questions for you');
  expect(await words('step-waiting', <StandLine />)).toContain('1 change waits');
  expect(await markup('step', <StandLine />)).toBe('');
  expect(await markup('step-unbegun', <StandLine />)).toBe('');
  expect(await words('step-later', <StandLine />)).toContain('1 question for you');
  expect(await markup('nothing', <StandLine />)).toBe('');
});

it('when an app is out of reach, then its status counts what waits for it', async () => {
  expect(await words('step-down', <AppStatus app="anythingllm" />)).toContain('1 change waits for it.');
  expect(await words('step-down', <AppStatus app="librechat" />)).not.toContain('wait');
});

it('when settings differ at the first run, then one can choose for each', async () => {
  const step = <StepCompare onDone={() => undefined} onSkip={() => undefined} />;
  expect(await words('connect-differ', step)).toMatch(/Tandem has changed nothing yet\./);
  expect(await words('connect-differ', step)).toMatch(/Theme Light different Dark Leave different/);
  expect(await words('connect-differ', step)).toMatch(/Model gpt-4o OpenAI · default/);
  expect(await markup('connect-differ', step)).not.toContain('checked=""');
  expect(await words('connect-differ', step)).toMatch(/Keep these in step Not now $/);
});

it('when all is in step at the first run, then there is nothing to keep', async () => {
  const step = <StepCompare onDone={() => undefined} onSkip={() => undefined} />;
  expect(await words('connect-again', step)).toMatch(/Medium same Medium Done $/);
  expect(await words('connect-step', step)).toMatch(/Medium same Medium Keep these in step Not now $/);
});

it('when it is unknown who is signed in, then the first run only compares', async () => {
  const step = <StepCompare onDone={() => undefined} onSkip={() => undefined} />;
  expect(await markup('connect-manage', step)).not.toContain('type="radio"');
  expect(await words('connect-manage', step)).toMatch(/Done $/);
});

it('when the theme can be tried, then the present one is shown without undo', async () => {
  const step = await words('connect-step', <StepTry onDone={() => undefined} />);
  expect(step).toMatch(/Light Dark Done/);
  expect(step).not.toContain('Undo');
});

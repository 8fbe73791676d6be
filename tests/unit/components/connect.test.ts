import { expect, it } from 'vitest';
import { firstStep, needsSignIn, nextStep, type StepName } from '@/components/connect/flow';
import { hostSentence } from '@/components/connect/hosts';
import type { AppState, SessionState, SettingsState, SharedState } from '@/lib/model';
import { off } from '../../gallery/sample';
import { settingsState } from '../../gallery/settings-sample';
import { at as withStatus } from './kit';

const at = (...origins: string[]) => origins.map((origin) => ({ origin, basePath: '/' }));
const textOf = (parts: readonly { readonly text: string }[]) => parts.map(({ text }) => text).join('');
const say = (...origins: string[]) => textOf(hostSentence(at(...origins), [], []));

it('when both apps are on one host, then it is named once, with the ports used', () => {
  expect(say('http://nas:3001', 'http://nas:3080')).toBe(
    'Tandem talks to these 2 addresses only. Your browser will ask you to allow nas. It allows whole hosts; Tandem uses only :3001 and :3080 there.',
  );
  expect(say('http://nas:3080')).toBe(
    'Tandem talks to this address only. Your browser will ask you to allow nas. It allows whole hosts; Tandem uses only :3080 there.',
  );
});

it('when the hosts have no port to name, then both hosts and addresses are named', () => {
  expect(say('https://llm.example.org', 'https://chat.example.org')).toBe(
    'Tandem talks to these 2 addresses only. Your browser will ask you to allow llm.example.org and chat.example.org. It allows whole hosts; Tandem uses only https://llm.example.org and https://chat.example.org.',
  );
});

it('when an app is connected, then it counts, but only hosts to be asked are named', () => {
  const [connected, wanted] = [at('https://llm.example.org'), at('https://chat.example.org')];
  expect(textOf(hostSentence(wanted, connected, connected))).toBe(
    'Tandem talks to these 2 addresses only. Your browser will ask you to allow chat.example.org. It allows whole hosts; Tandem uses only https://llm.example.org and https://chat.example.org.',
  );
  expect(textOf(hostSentence(at('http://nas:3080'), at('http://nas:3001'), at('http://nas:3001')))).toBe(
    'Tandem talks to these 2 addresses only. Your browser already allows nas. It allows whole hosts; Tandem uses only :3001 and :3080 there.',
  );
  expect(textOf(hostSentence(at('http://nas:3080'), [], at('http://nas:3001')))).toBe(
    'Tandem talks to this address only. Your browser already allows nas. It allows whole hosts; Tandem uses only :3080 there.',
  );
});

it('when hosts are named, then they alone stand out', () => {
  const strong = hostSentence(at('http://[fd00::1]:3001'), [], []).filter((part) => part.strong);
  expect(strong.map(({ text }) => text)).toEqual(['[fd00::1]']);
});

const on = (session: SessionState) => withStatus('librechat', { session });
const apps = (anythingllm: AppState, librechat: AppState) => ({ anythingllm, librechat });

const inStep = settingsState();
const next = (step: StepName, both: SharedState['apps'], settings: SettingsState | null = inStep) =>
  nextStep(step, { apps: both, settings });

it('when the page opens, then it begins at the addresses or where one left off', () => {
  expect(firstStep(apps(off, off))).toBe('address');
  expect(firstStep(apps(on('signed-in'), on('unseen')))).toBe('sign-in');
  expect(firstStep(apps(on('signed-in'), on('expired')))).toBe('address');
});

it('when the sign-ins are known, then that step is skipped', () => {
  expect(next('address', apps(on('signed-in'), on('not-needed')))).toBe('everything');
  expect(next('address', apps(on('signed-in'), on('asleep')))).toBe('sign-in');
  expect(next('address', apps(on('signed-in'), off))).toBe('everything');
  expect(needsSignIn(off)).toBe(false);
});

it('when only one app is connected, then nothing is compared', () => {
  expect(next('everything', apps(on('signed-in'), on('signed-in')))).toBe('compare');
  expect(next('everything', apps(on('signed-in'), off))).toBe('ready');
  expect(next('sign-in', apps(off, off))).toBe('everything');
  expect(next('compare', apps(off, off), null)).toBe('ready');
});

it('when the theme is kept in step, then the person can try it', () => {
  const both = apps(on('signed-in'), on('signed-in'));
  expect(next('compare', both)).toBe('try');
  expect(next('try', both)).toBe('ready');
  const apart = { ...inStep, settings: { ...inStep.settings, modes: { 'ui.theme': 'off' } as const } };
  expect(next('compare', both, apart)).toBe('ready');
  expect(next('compare', both, null)).toBe('ready');
});

import { describe, expect, it } from 'vitest';
import { firstStep, needsSignIn, nextStep, type StepName } from '@/components/connect/flow';
import { hostSentence } from '@/components/connect/hosts';
import {
  type AppState,
  initialRights,
  initialSettings,
  initialStatus,
  type SessionState,
  type SettingsState,
  type SharedState,
} from '@/lib/model';

const at = (...origins: string[]) => origins.map((origin) => ({ origin, basePath: '/' }));
const textOf = (parts: readonly { readonly text: string }[]) => parts.map(({ text }) => text).join('');
const say = (...origins: string[]) => textOf(hostSentence(at(...origins), [], []));

describe('hostSentence', () => {
  it('names one host once, and the ports used there', () => {
    expect(say('http://nas:3001', 'http://nas:3080')).toBe(
      'Tandem talks to these 2 addresses only. Your browser will ask you to allow nas. It allows whole hosts; Tandem uses only :3001 and :3080 there.',
    );
    expect(say('http://nas:3080')).toBe(
      'Tandem talks to this address only. Your browser will ask you to allow nas. It allows whole hosts; Tandem uses only :3080 there.',
    );
  });

  it('names both hosts, and addresses where there is no port to name', () => {
    expect(say('https://llm.example.org', 'https://chat.example.org')).toBe(
      'Tandem talks to these 2 addresses only. Your browser will ask you to allow llm.example.org and chat.example.org. It allows whole hosts; Tandem uses only https://llm.example.org and https://chat.example.org.',
    );
  });

  it('counts what is connected already, and names only the hosts that the browser will ask for', () => {
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

  it('makes only the hosts stand out', () => {
    const strong = hostSentence(at('http://[fd00::1]:3001'), [], []).filter((part) => part.strong);
    expect(strong.map(({ text }) => text)).toEqual(['[fd00::1]']);
  });
});

const off: AppState = { connection: null, status: initialStatus, user: null, llm: null, ui: null, leftOut: {} };
function on(session: SessionState): AppState {
  const connection: AppState['connection'] = {
    id: 'x',
    app: 'librechat',
    origin: 'http://nas:3080',
    basePath: '/',
    contract: 'stock',
    title: '',
    openIdLogin: false,
    connectedAt: '2026-01-01T00:00:00Z',
  };
  return { ...off, connection, status: { ...initialStatus, session } };
}
const apps = (anythingllm: AppState, librechat: AppState) => ({ anythingllm, librechat });

const inStep: SettingsState = {
  people: 'anythingllm/1+librechat/1',
  settings: initialSettings,
  changes: [],
  offers: { anythingllm: null, librechat: null },
  rights: initialRights,
};
const next = (step: StepName, both: SharedState['apps'], settings: SettingsState | null = inStep) =>
  nextStep(step, { apps: both, settings });

describe('the flow of the connect page', () => {
  it('begins at the addresses, or where a first run was left off', () => {
    expect(firstStep(apps(off, off))).toBe('address');
    expect(firstStep(apps(on('signed-in'), on('unseen')))).toBe('sign-in');
    expect(firstStep(apps(on('signed-in'), on('expired')))).toBe('address');
  });

  it('skips the sign-in that is known', () => {
    expect(next('address', apps(on('signed-in'), on('not-needed')))).toBe('everything');
    expect(next('address', apps(on('signed-in'), on('asleep')))).toBe('sign-in');
    expect(next('address', apps(on('signed-in'), off))).toBe('everything');
    expect(needsSignIn(off)).toBe(false);
  });

  it('compares only where there are two', () => {
    expect(next('everything', apps(on('signed-in'), on('signed-in')))).toBe('compare');
    expect(next('everything', apps(on('signed-in'), off))).toBe('ready');
    expect(next('sign-in', apps(off, off))).toBe('everything');
    expect(next('compare', apps(off, off), null)).toBe('ready');
  });

  it('tries the theme where it is kept in step', () => {
    const both = apps(on('signed-in'), on('signed-in'));
    expect(next('compare', both)).toBe('try');
    expect(next('try', both)).toBe('ready');
    const apart = { ...inStep, settings: { ...initialSettings, modes: { 'ui.theme': 'off' } as const } };
    expect(next('compare', both, apart)).toBe('ready');
    expect(next('compare', both, null)).toBe('ready');
  });
});

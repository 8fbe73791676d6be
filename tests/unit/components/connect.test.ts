import { describe, expect, it } from 'vitest';
import { firstStep, needsSignIn, nextStep } from '@/components/connect/flow';
import { hostSentence } from '@/components/connect/hosts';
import { type AppState, initialStatus, type SessionState } from '@/lib/model';

const say = (...origins: string[]) =>
  hostSentence(origins.map((origin) => ({ origin, basePath: '/' })))
    .map(({ text }) => text)
    .join('');

describe('hostSentence', () => {
  it('names one host once, and the ports used there', () => {
    expect(say('http://nas:3001', 'http://nas:3080')).toBe(
      'Tandem talks to these two only. Your browser will ask for nas; it grants by host name, Tandem uses only :3001 and :3080 there.',
    );
    expect(say('http://nas:3080')).toBe(
      'Tandem talks to this one only. Your browser will ask for nas; it grants by host name, Tandem uses only :3080 there.',
    );
  });

  it('names both hosts, and addresses where there is no port to name', () => {
    expect(say('https://llm.example.org', 'https://chat.example.org')).toBe(
      'Tandem talks to these two only. Your browser will ask for llm.example.org and chat.example.org; it grants by host name, Tandem uses only https://llm.example.org and https://chat.example.org.',
    );
  });

  it('makes only the hosts stand out', () => {
    const strong = hostSentence([{ origin: 'http://[fd00::1]:3001', basePath: '/' }]).filter((part) => part.strong);
    expect(strong.map(({ text }) => text)).toEqual(['[fd00::1]']);
  });
});

const off: AppState = { connection: null, status: initialStatus, user: null, llm: null, ui: null };
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

describe('the flow of the connect page', () => {
  it('begins at the addresses, or where a first run was left off', () => {
    expect(firstStep(apps(off, off))).toBe('address');
    expect(firstStep(apps(on('signed-in'), on('unseen')))).toBe('sign-in');
    expect(firstStep(apps(on('signed-in'), on('expired')))).toBe('address');
  });

  it('skips the sign-in that is known', () => {
    expect(nextStep('address', apps(on('signed-in'), on('not-needed')))).toBe('everything');
    expect(nextStep('address', apps(on('signed-in'), on('asleep')))).toBe('sign-in');
    expect(nextStep('address', apps(on('signed-in'), off))).toBe('everything');
    expect(needsSignIn(off)).toBe(false);
  });

  it('compares only where there are two', () => {
    expect(nextStep('everything', apps(on('signed-in'), on('signed-in')))).toBe('compare');
    expect(nextStep('everything', apps(on('signed-in'), off))).toBe('ready');
    expect(nextStep('sign-in', apps(off, off))).toBe('everything');
    expect(nextStep('compare', apps(off, off))).toBe('ready');
  });
});

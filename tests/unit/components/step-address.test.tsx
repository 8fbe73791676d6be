import { act } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { StepAddress } from '@/components/connect/step-address';
import type { Ports, Recognition } from '@/components/ports';
import type { AppId, Problem, ProblemDetails } from '@/lib/model';
import { fakePorts } from '../../gallery/fake-ports';
import { type SceneName, scenes } from '../../gallery/scenes';
import { type Page, showPage } from './page';

const problem = (details: ProblemDetails): Problem => ({ ...details, transient: true, since: '2026-01-01T00:00:00Z' });
const origin = 'http://nas:3080';
const found = (app: AppId, origin: string): Recognition => ({
  kind: 'found',
  app,
  title: '',
  hasPages: true,
  address: { origin, basePath: '/' },
});

afterEach(() => vi.useRealTimers());

/** The addresses, with what is typed already and what is known of it. */
async function shown(scene: SceneName, start: Ports['start'], change: (ports: Ports) => Partial<Ports>): Promise<Page> {
  vi.useFakeTimers();
  const ports = { ...fakePorts(scenes[scene]), start };
  const page = await showPage({ ...ports, ...change(ports) }, <StepAddress onDone={() => undefined} />);
  await pass(400);
  return page;
}

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
const field = (page: Page, app: AppId) => page.body.querySelector(`.address[data-app="${app}"]`);

it('when what was missing is found, then the page no longer says that it was not', async () => {
  const refused = problem({ code: 'unreachable', params: { app: 'librechat', origin, reason: 'refused' } });
  let seen: Recognition = { kind: 'failed', problem: refused, url: 'http://nas:3080/' };
  const page = await shown('connect-fresh', { anythingllm: 'nas:3001', librechat: 'nas:3080' }, () => ({
    recogniseAnonymously: async (_text, app) => (app === 'librechat' ? seen : found(app, 'http://nas:3001')),
  }));
  await page.press(page.body, 'Connect');
  expect(page.body.textContent).toContain('LibreChat was not found yet');
  seen = found('librechat', 'http://nas:3080');
  await pass(6000);
  expect(field(page, 'librechat')?.textContent).toContain('LibreChat found');
  expect(page.body.textContent).not.toContain('not found yet');
});

it('when connecting fails, then the field is no longer marked as found', async () => {
  const page = await shown('connect-fresh', { librechat: 'nas:3080' }, (ports) => ({
    client: {
      ...ports.client,
      do: async () => ({ problem: problem({ code: 'login-proxy', params: { app: 'librechat', origin } }) }) as never,
    },
  }));
  expect(field(page, 'librechat')?.getAttribute('data-state')).toBe('found');
  await page.press(page.body, 'Connect');
  expect(field(page, 'librechat')?.textContent).toContain('A login page stands in front of LibreChat');
  expect(field(page, 'librechat')?.getAttribute('data-state')).toBe('open');
  expect(field(page, 'librechat')?.querySelector('.address-input .icon')).toBeNull();
  expect(page.body.textContent).not.toContain('Your browser will ask');
});

it('when the other app is connected already, then the sentence counts both', async () => {
  const page = await shown('connect-one', { librechat: 'nas:3080' }, () => ({}));
  expect(page.body.textContent).toContain('Tandem talks to these 2 addresses only.');
});

it('when the address leads elsewhere, then one press takes the other address', async () => {
  const page = await shown('connect-fresh', { librechat: 'http://old.example' }, () => ({
    recogniseAnonymously: async (text) =>
      text.includes('new')
        ? found('librechat', 'https://new.example')
        : {
            kind: 'failed',
            problem: problem({
              code: 'moved',
              params: { app: 'librechat', origin: 'http://old.example', leadsTo: 'https://new.example/chat/' },
            }),
            url: 'http://old.example/',
          },
  }));
  await page.press(page.body, 'Use https://new.example/chat/');
  await pass(400);
  expect(field(page, 'librechat')?.textContent).toContain('LibreChat found');
  expect(page.body.querySelector<HTMLInputElement>('[data-app="librechat"] input')?.value).toBe(
    'https://new.example/chat/',
  );
});

import { parseHTML } from 'linkedom';
import { act, type ReactNode, StrictMode } from 'react';
import type { Root } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Tandem, TandemState } from '@/lib/bridge/public';
import { createTandemClient, type TandemClient } from '@/lib/shared-state/tandem-client';
import { useSharedState } from '@/lib/shared-state/use-shared-state';
import { FakeTandem, stateWith } from './fake-tandem';

const modelOf = (state: TandemState | null) => state?.llm?.model ?? 'none';

let fake: FakeTandem;
let client: TandemClient;
let root: Root;
let host: HTMLElement;
let renders: number;
let given: ReturnType<typeof useSharedState<string>>;

function Model() {
  renders += 1;
  given = useSharedState(modelOf, client);
  return `${given.state} ${given.loading ? 'loading' : (given.error?.code ?? 'well')}`;
}

beforeEach(async () => {
  const { window, document } = parseHTML('<html><body><div id="root"></div></body></html>');
  vi.stubGlobal('window', window);
  vi.stubGlobal('document', document);
  vi.stubGlobal('navigator', { userAgent: 'test' });
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  const { createRoot } = await import('react-dom/client');
  fake = new FakeTandem(stateWith('gpt-4o'));
  const page: EventTarget & { tandem?: Tandem } = Object.assign(new EventTarget(), { tandem: fake.tandem });
  client = createTandemClient({ page });
  host = document.body;
  root = createRoot(host);
  renders = 0;
  await act(async () => root.render(<Model />));
});
afterEach(async () => {
  await act(async () => root.unmount());
  client.close();
  vi.unstubAllGlobals();
});

it('when the hook is used, then it gives exactly what the design names', () => {
  expect(Object.keys(given).sort()).toEqual(
    [
      'state',
      'loading',
      'error',
      'syncState',
      'updateLLMSettings',
      'updateUISettings',
      'getWorkspace',
      'getConversation',
    ].sort(),
  );
});

it('when what the hook selects changes, then it renders again, and only then', async () => {
  expect(host.textContent).toBe('gpt-4o well');
  const before = renders;
  await act(async () => fake.become({ ...stateWith('gpt-4o'), ui: null }));
  expect(renders).toBe(before);
  await act(async () => fake.become(stateWith('o3')));
  expect(host.textContent).toBe('o3 well');
  await act(async () => fake.fail('asked'));
  expect(host.textContent).toBe('o3 asked');
});

it('when the hook renders again, then its functions are the same and reach Tandem', async () => {
  const { updateLLMSettings } = given;
  await act(async () => fake.become(stateWith('o3')));
  expect(given.updateLLMSettings).toBe(updateLLMSettings);
  await given.updateLLMSettings({ temperature: 1 });
  expect(fake.updates).toEqual([{ temperature: 1 }]);
});

it('when in strict mode, then the hook listens once per component until it goes', async () => {
  const complaints = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  let listening = 0;
  let begun = 0;
  const counted: TandemClient = {
    ...client,
    subscribe(listener) {
      begun += 1;
      listening += 1;
      const stop = client.subscribe(listener);
      return () => {
        listening -= 1;
        stop();
      };
    },
  };
  function Fresh() {
    const { state } = useSharedState((now) => ({ model: modelOf(now) }), counted);
    return state.model;
  }
  const show = (content: ReactNode) => act(async () => root.render(<StrictMode>{content}</StrictMode>));
  await show(<Fresh />);
  // React mounts it twice, or this shows nothing.
  expect([begun, listening]).toEqual([2, 1]);
  await act(async () => fake.become(stateWith('o3')));
  expect(host.textContent).toBe('o3');
  await show(<Fresh />);
  expect([begun, listening]).toEqual([2, 1]);
  await show(null);
  expect(listening).toBe(0);
  await act(async () => fake.become(stateWith('o4')));
  expect(complaints.mock.calls).toEqual([]);
  complaints.mockRestore();
});

it('when several components use the hook, then they share one client', async () => {
  const own = new FakeTandem(stateWith('gpt-4o'));
  vi.stubGlobal('window', Object.assign(new EventTarget(), { tandem: own.tandem }));
  const Own = () => useSharedState(modelOf).state;
  const both = [<Own key="1" />, <Own key="2" />];
  await act(async () => root.render(<StrictMode>{both}</StrictMode>));
  expect(host.textContent).toBe('gpt-4ogpt-4o');
  // For its changes and its errors.
  expect(own.listening()).toBe(2);
  await act(async () => root.render(<StrictMode>{null}</StrictMode>));
  await act(async () => root.render(both));
  await act(async () => own.become(stateWith('o3')));
  expect(host.textContent).toBe('o3o3');
  expect(own.listening()).toBe(2);
});

it('when the hook is rendered on a server, then it is loading', () => {
  expect(renderToString(<Model />)).toBe('none loading');
});

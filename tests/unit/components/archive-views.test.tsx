import { act } from 'react';
import { expect, it, vi } from 'vitest';
import type { StoreApi } from 'zustand/vanilla';
import { ArchiveChoices } from '@/components/chats/archive-choices';
import { ArchiveOffer } from '@/components/chats/archive-offer';
import { MessageHits } from '@/components/chats/message-hits';
import { QueryFilters } from '@/components/chats/query-filters';
import { opensCopy } from '@/components/search/opens-copy';
import type { Found } from '@/lib/model';
import type { ViewState } from '@/lib/shared-state/view-client';
import { fakePorts } from '../../gallery/fake-ports';
import { type SceneName, scenes } from '../../gallery/scenes';
import { showPage } from './page';

const portsOf = (name: SceneName, instead?: Parameters<typeof fakePorts>[1]) => fakePorts(scenes[name], instead);

it('when the offer is accepted, then the chats of each connected app are copied', async () => {
  const asked: unknown[] = [];
  const ports = portsOf('chats-offer', { archive: async (input) => void asked.push(input) });
  const page = await showPage(ports, <ArchiveOffer />);
  await page.press(page.body, 'Yes, keep a copy');
  expect(asked).toEqual([
    { app: 'anythingllm', choice: 'on' },
    { app: 'librechat', choice: 'on' },
  ]);
});

it('when the offer is declined, then that is remembered as an answer', async () => {
  const ports = portsOf('chats-offer');
  const page = await showPage(ports, <ArchiveOffer />);
  await page.press(page.body, 'Not now');
  expect(ports.client.store.getState().shared.preferences.archive).toEqual({});
});

it('when a copy is under way, then its progress and its pause are there', async () => {
  const asked: unknown[] = [];
  const ports = portsOf('chats-page-progress', { archive: async (input) => void asked.push(input) });
  const page = await showPage(ports, <ArchiveChoices />);
  expect(page.body.textContent).toContain('3,214 of 10,000 chats copied, about 40 min left.');
  expect(page.body.textContent).toContain('Waiting: 87 of 214 chats copied.');
  await page.press(page.body, 'Pause');
  expect(asked).toEqual([{ app: 'anythingllm', choice: 'paused' }]);
});

it('when a copy is paused, then it can be resumed', async () => {
  const asked: unknown[] = [];
  const ports = portsOf('chats-page-paused', { archive: async (input) => void asked.push(input) });
  const page = await showPage(ports, <ArchiveChoices />);
  await page.press(page.body, 'Resume');
  expect(asked).toEqual([{ app: 'librechat', choice: 'on' }]);
});

it('when an older answer comes later, then the newer search’s messages stay', async () => {
  vi.useFakeTimers();
  const answers = new Map<string, (found: Found) => void>();
  const ports = portsOf('chats-hits', {
    'search-inside': ({ query }) => new Promise((answer) => void answers.set(query, answer)),
  });
  const { hits } = scenes['chats-hits'].found as Found;
  const answer = (query: string, from: number) =>
    act(async () => answers.get(query)?.({ hits: hits.slice(from, from + 1), index: 'complete' }));
  const shown = (query: string) => <MessageHits query={query} onQuery={() => undefined} />;
  const page = await showPage(ports, shown('first'));
  await act(() => vi.advanceTimersByTimeAsync(200));
  await page.show(shown('second'));
  await act(() => vi.advanceTimersByTimeAsync(200));
  await answer('second', 1);
  await answer('first', 0);
  vi.useRealTimers();
  expect([...page.body.querySelectorAll('.hit')]).toHaveLength(1);
  expect(page.body.textContent).toContain('heat pump');
});

it('when more is copied or indexed meanwhile, then the same search is asked again', async () => {
  vi.useFakeTimers();
  const hits = (scenes['chats-hits'].found as Found).hits;
  const answers: Found[] = [
    { hits: [], index: 'complete' },
    { hits: [], index: 'behind' },
    { hits: hits.slice(0, 1), index: 'complete' },
  ];
  const ports = portsOf('chats-hits', { 'search-inside': async () => answers.shift() as Found });
  const page = await showPage(ports, <MessageHits query="tides" onQuery={() => undefined} />);
  const after = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
  await after(200);
  expect(page.body.textContent).toContain('No message matches.');
  const { store } = ports.client as unknown as { store: StoreApi<ViewState> };
  const copied = { state: 'complete', held: 1205, listed: 1205, msLeft: null } as const;
  await act(async () => store.setState({ archive: { anythingllm: copied, librechat: copied } }));
  await after(200);
  expect(page.body.textContent).toContain('Searching your messages');
  await after(2_100);
  vi.useRealTimers();
  expect([...page.body.querySelectorAll('.hit')]).toHaveLength(1);
  expect(answers).toEqual([]);
});

it('when a filter’s cross is pressed, then only that filter leaves the text', async () => {
  const typed: string[] = [];
  const page = await showPage(
    portsOf('chats-hits'),
    <QueryFilters query="old app:librechat tides" onQuery={(query) => typed.push(query)} />,
  );
  await page.press(page.body, 'Remove app:librechat');
  expect(typed).toEqual(['old tides']);
});

it('when an app can’t be reached, then its titles open the copy, if there is one', () => {
  const copied = { shared: scenes['chats-down'].shared };
  expect(opensCopy(copied, 'librechat', true)).toBe(true);
  expect(opensCopy(copied, 'anythingllm', true)).toBe(false);
  expect(opensCopy(copied, 'anythingllm', false)).toBe(true);
  expect(opensCopy({ shared: scenes.down.shared }, 'librechat', true)).toBe(false);
});

import { describe, expect, it } from 'vitest';
import { ContinueChat } from '@/components/chats/continue-chat';
import { suggestTarget } from '@/components/chats/continue-target';
import type { Ports } from '@/components/ports';
import type { ChatItem, Continued } from '@/lib/model';
import { fakePorts } from '../../gallery/fake-ports';
import type { FakeCommands } from '../../gallery/fake-settings';
import { on, user } from '../../gallery/sample';
import { type SceneName, scenes } from '../../gallery/scenes';
import { buttonsIn, showPage } from './page';

const conversation: ChatItem = { kind: 'conversation', id: 'c1' };
const labels = (page: { readonly body: HTMLElement }) => buttonsIn(page.body).map(({ textContent }) => textContent);

async function show(
  { name = 'step-shared', where = 'tab' }: { readonly name?: SceneName; readonly where?: Ports['where'] },
  instead: FakeCommands = {},
  role: string | null = 'admin',
) {
  const scene = scenes[name];
  const { apps } = scene.shared;
  const anythingllm = on('anythingllm', { user: user({ mode: 'accounts', role }) });
  const ports = fakePorts({ ...scene, where, shared: { ...scene.shared, apps: { ...apps, anythingllm } } }, instead);
  let closed = 0;
  const page = await showPage(ports, <ContinueChat chat={conversation} title="Trip" onClose={() => (closed += 1)} />);
  return { page, ports, closed: () => closed };
}

describe('the form that continues a chat', () => {
  it('when an answer comes, then it is worded, and what was made is opened', async () => {
    const asked: unknown[] = [];
    const thread: Continued = { kind: 'done', is: { kind: 'thread', workspaceSlug: 'w', slug: 't' } };
    const { page, ports, closed } = await show(
      {},
      {
        'continue-chat': async ({ chat, to, words }) => {
          asked.push(chat, to, structuredClone(words));
          return thread;
        },
        open: async ({ item }) => {
          asked.push(item);
          return 'opened';
        },
        'save-to-workspace': async () => ({ kind: 'refused', why: 'no-processor' }),
      },
    );
    await page.press(page.body, 'Save to the workspace');
    expect(page.body.textContent).toContain('document processor is down');
    await page.press(page.body, 'Continue in AnythingLLM');
    const [first] = ports.client.store.getState().shared.workspaces;
    expect(asked).toMatchObject([
      conversation,
      { app: 'anythingllm', workspace: first?.slug },
      { from: 'Continued from', user: 'You' },
      thread.is,
    ]);
    expect(page.body.textContent).toContain('The chat is in AnythingLLM now.');
    expect(ports.client.store.getState().shared.preferences.lastWorkspace).toBe(first?.slug);
    await page.press(page.body, 'Close');
    expect(closed()).toBe(1);
  });

  it('when others would see a document, then a page’s panel offers no saving', async () => {
    expect(labels((await show({ where: 'widget' })).page)).toEqual(['Continue in AnythingLLM', 'Open it', 'Close']);
  });

  it('when the role may not save, then only a thread is offered, with the reason', async () => {
    const { page } = await show({}, {}, 'default');
    expect(labels(page)).toEqual(['Continue in AnythingLLM', 'Close']);
    expect(page.body.textContent).toContain('Your role in AnythingLLM does not allow saving');
  });

  it('when only one app is known, then both are asked for', async () => {
    const { page } = await show({ name: 'one-connected' });
    expect(page.body.textContent).toContain('Connect both apps');
  });
});

describe('the provider and model of a thread in LibreChat', () => {
  const { shared } = scenes['step-shared'];
  const chat: ChatItem = { kind: 'thread', workspaceSlug: 'w', slug: 't' };
  const offers = {
    at: '',
    offers: [
      { provider: 'anthropic', models: ['a'] },
      { provider: 'My box', models: null },
    ],
  };
  const target = (provider: string | null, model: string | null) => {
    const place = { place: 'system-default', provider: 'anthropic', model: 'a' } as const;
    const llm = { places: [{ temperature: null, maxTokens: null, ...place }] };
    const apps = { ...shared.apps, anythingllm: { ...shared.apps.anythingllm, llm } };
    const [workspace] = shared.workspaces;
    if (!workspace) throw new Error('no workspace');
    const workspaces = [{ ...workspace, slug: 'w', provider, model }];
    return suggestTarget(chat, { apps, workspaces } as never, offers, [{ provider: 'ollama', endpoint: 'My box' }]);
  };

  it.each([
    ['the server’s default', [null, null], ['anthropic', 'a']],
    ['the workspace’s choice, by the user’s alias', ['ollama', 'b'], ['My box', 'b']],
    ['a model that LibreChat lacks', ['anthropic', 'b'], ['anthropic', '']],
    ['a provider that nothing matches', ['groq', 'a'], ['', '']],
  ] as const)(
    'when it has %s, then that is suggested as far as it is offered',
    (_what, [provider, model], expected) => {
      expect(Object.values(target(provider, model))).toEqual(expected);
    },
  );
});

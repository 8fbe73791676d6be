import { afterEach, expect, it, vi } from 'vitest';

/** The one tab in front, whose page a script of ours may look at. */
vi.mock('@/lib/platform/browser', () => ({
  browser: {
    tabs: { query: async () => [{ id: 1, url: 'http://nas/' }] },
    scripting: { executeScript: async ({ func }: { func: () => unknown }) => [{ result: func() }] },
  },
}));
const { readTabApp } = await import('@/lib/platform/tab-app');

afterEach(() => vi.unstubAllGlobals());

/** @param description What the page says that it is; null: AnythingLLM's marks instead. */
function show(url: string, description: string | null, keys: readonly string[] = []): void {
  vi.stubGlobal('location', new URL(url));
  vi.stubGlobal('localStorage', Object.fromEntries(keys.map((key) => [key, '1'])));
  vi.stubGlobal('document', {
    baseURI: 'http://nas/',
    querySelector: () => (description === null ? null : { getAttribute: () => description }),
    getElementById: () => (description === null ? {} : null),
  });
}

it('when the page lies below a base, then its path is handed on without its query', async () => {
  show('http://nas/user/jo/proxy/3001/workspace/a?token=x#y', null, ['anythingllm_theme']);
  expect(await readTabApp()).toEqual({ app: 'anythingllm', url: 'http://nas/user/jo/proxy/3001/workspace/a' });
  show('http://nas/projects/librechat/c/1', 'LibreChat - an app');
  expect(await readTabApp()).toEqual({ app: 'librechat', url: 'http://nas/projects/librechat/c/1' });
});

it('when the page is neither app, then nothing is offered', async () => {
  show('http://nas/', 'A shop');
  expect(await readTabApp()).toBeNull();
  show('http://nas/', null, ['theme']);
  expect(await readTabApp()).toBeNull();
});

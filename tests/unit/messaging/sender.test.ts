import { expect, it } from 'vitest';
import { judgeSender, maySend, pageMessageSchema, type ViewRequest, viewRequestSchema } from '@/lib/messaging';

const self = { id: 'abc', origin: 'chrome-extension://abc' };
const panel = `${self.origin}/panel.html`;

it.each([
  ['the popup', { id: 'abc', url: `${self.origin}/popup.html` }],
  ['a view in a tab', { id: 'abc', url: panel, tab: { id: 3 }, frameId: 0, documentId: 'd' }],
])('when a message comes from %s, then it is taken for a view’s', (_what, raw) => {
  expect(judgeSender(raw, self)).toEqual({ kind: 'view' });
});

it('when it comes from the panel inside a page, then it must show its nonce', () => {
  const raw = { id: 'abc', url: panel, origin: self.origin, tab: { id: 3 }, frameId: 7, documentId: 'd' };
  expect(judgeSender(raw, self)).toEqual({ kind: 'framed-view', tabId: 3, documentId: 'd' });
});

it('when it comes from a script in a page’s top document, then it is a page’s', () => {
  const raw = { id: 'abc', url: 'http://nas:3001/c/1', origin: 'http://nas:3001', tab: { id: 3 }, frameId: 0 };
  expect(judgeSender(raw, self)).toEqual({ kind: 'page', tabId: 3, url: 'http://nas:3001/c/1' });
});

it.each([
  ['another extension', { id: 'evil', url: `${self.origin}/popup.html` }],
  ['an address that only begins like ours', { id: 'abc', url: 'chrome-extension://abcd/popup.html', tab: { id: 1 } }],
  ['a frame of a page', { id: 'abc', url: 'http://nas:3001/', tab: { id: 3 }, frameId: 2 }],
  [
    'an origin that does not fit the address',
    { id: 'abc', url: 'http://nas:3001/', origin: 'http://evil', tab: { id: 3 }, frameId: 0 },
  ],
  ['a sandboxed document', { id: 'abc', url: 'http://nas:3001/', origin: 'null', tab: { id: 3 }, frameId: 0 }],
  ['a page without a tab', { id: 'abc', url: 'http://nas:3001/', frameId: 0 }],
  ['a file', { id: 'abc', url: 'file:///etc/passwd', tab: { id: 3 }, frameId: 0 }],
  ['nobody', { id: 'abc' }],
  ['a page in a private window', { id: 'abc', url: 'http://nas:3001/', tab: { id: 3, incognito: true } }],
  [
    'a page in another container',
    { id: 'abc', url: 'http://nas:3001/', tab: { id: 3, cookieStoreId: 'firefox-container-2' } },
  ],
  [
    'a panel in another container',
    { id: 'abc', url: panel, tab: { id: 3, cookieStoreId: 'firefox-container-2' }, frameId: 7, documentId: 'd' },
  ],
])('when it comes from %s, then nobody listens', (_what, raw) => {
  expect(judgeSender(raw, self)).toBeNull();
});

const place = { people: 'p', register: 'llm.model', place: 'anythingllm/system' } as const;
const commands: readonly (readonly [ViewRequest, boolean])[] = [
  [{ type: 'allow', people: 'p', app: 'librechat', right: 'change', answer: 'no' }, false],
  [{ type: 'approve', ...place, target: 1, answer: 'yes' }, false],
  [{ type: 'approve', ...place, target: 1, answer: 'no' }, true],
  [{ type: 'put-back', people: 'p', change: 'c', for: 'everyone' }, false],
  [{ type: 'put-back', people: 'p', change: 'c', for: 'me' }, true],
  [{ type: 'preferences', patch: { bridge: 'on' } }, false],
  [{ type: 'preferences', patch: { bridge: 'off' } }, true],
  [{ type: 'sync' }, true],
];

it.each(commands)('when a view in a page sends %j, then it counts: %s', (request, counts) => {
  expect(maySend({ kind: 'framed-view', tabId: 3, documentId: 'd' }, request)).toBe(counts);
  expect(maySend({ kind: 'view' }, request)).toBe(true);
  expect(maySend({ kind: 'page', tabId: 3, url: 'http://nas:3001/' }, request)).toBe(false);
});

it.each([
  { type: 'connect', app: 'openwebui', address: { origin: 'http://a', basePath: '/' } },
  { type: 'connect', app: 'librechat', address: { origin: 'http://a/path', basePath: '/' } },
  { type: 'connect', app: 'librechat', address: { origin: 'javascript:alert(1)', basePath: '/' } },
  { type: 'threads', workspaceSlugs: Array.from({ length: 1001 }, () => 'a') },
  { type: 'preferences', patch: { pollSeconds: 1 } },
  { type: 'shout' },
  null,
])('when a view’s message is not as it should be, then it is refused: %j', (message) => {
  expect(viewRequestSchema.safeParse(message).success).toBe(false);
});

it.each([
  { type: 'page-report', session: 'present', path: '/', ui: null },
  { type: 'page-report', session: 'present', path: 'x'.repeat(5000), ui: null, lastUsed: null },
  { type: 'launcher-did', did: { what: 'moved', top: 7 } },
  { type: 'heartbeat', input: true },
  'page-hello',
])('when a page’s message is not as it should be, then it is refused: %j', (message) => {
  expect(pageMessageSchema.safeParse(message).success).toBe(false);
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type AppUser, baseUrl, type Connection, connectionFor, covers, hostPattern, mergeUser } from '@/lib/model';
import { connection as connectionAt } from '../kit/samples';

const connection = (origin: string, basePath: string, app: Connection['app'] = 'librechat') =>
  connectionAt(app, origin, { basePath });

it.each([
  ['http://nas:3001', 'http://nas/*'],
  ['https://chat.example.org', 'https://chat.example.org/*'],
  ['http://[::1]:3080', 'http://[::1]/*'],
])('when %s is granted, then as %s, without its port', (origin, pattern) => {
  expect(hostPattern({ origin })).toBe(pattern);
});

it.each([
  ['http://nas:3080/chat', true],
  ['http://nas:3080/chat/', true],
  ['http://nas:3080/chat/c/1?x=/', true],
  ['http://nas:3080/chats', false],
  ['http://nas:3080/', false],
  ['http://nas:3081/chat/', false],
  ['https://nas:3080/chat/', false],
  ['nonsense', false],
])('when a page is at %s, then an app under /chat/ covers it: %s', (url, expected) => {
  expect(covers({ origin: 'http://nas:3080', basePath: '/chat/' }, url)).toBe(expected);
});

it('when two apps share an origin, then the longer path wins', () => {
  const root = connection('http://nas', '/', 'anythingllm');
  const sub = connection('http://nas', '/chat/');
  for (const all of [
    [root, sub],
    [sub, root],
  ]) {
    expect(connectionFor(all, 'http://nas/chat/c/1')).toBe(sub);
    expect(connectionFor(all, 'http://nas/workspace/a')).toBe(root);
    expect(connectionFor(all, 'http://other/')).toBeUndefined();
  }
});

it('when a page is below the base URL, then it is covered, else not', () => {
  const segment = fc.constantFrom('c', 'workspace', 'a b', '%2F', 'é', '..', '.', 'chat');
  fc.assert(
    fc.property(fc.array(segment, { maxLength: 6 }), fc.constantFrom('/', '/a/', '/a/b/'), (segments, basePath) => {
      const address = { origin: 'http://nas:3080', basePath };
      const url = new URL(segments.join('/'), baseUrl(address));
      expect(covers(address, url.href)).toBe(`${url.pathname}/`.startsWith(basePath));
    }),
  );
});

const user = (fields: Partial<AppUser>): AppUser => ({
  id: '1',
  username: null,
  name: null,
  email: null,
  avatarUrl: null,
  role: null,
  signInProvider: null,
  mode: 'accounts',
  settingsReach: 'mine',
  ...fields,
});

it('when both apps know the person, then AnythingLLM’s fields come first', () => {
  const merged = mergeUser(user({ username: 'ann' }), user({ username: 'alex', email: 'alex@example.com' }));
  expect(merged).toEqual({ username: 'ann', name: null, email: 'alex@example.com', avatarUrl: null });
});

it('when neither app knows anybody, then there is nobody', () => {
  expect(mergeUser(null, null)).toBeNull();
});

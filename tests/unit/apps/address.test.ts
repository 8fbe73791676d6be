import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readAddress } from '@/lib/apps/address';
import { addressSchema, baseUrl } from '@/lib/model';

const urls = (text: string) => readAddress(text).map(baseUrl);
const below = (origin: string, ...paths: readonly string[]) => [...paths, '/'].map((path) => origin + path);

it.each<[string, string[]]>([
  ['nas', ['http://nas/', 'https://nas/']],
  ['  NAS:3001  ', ['http://nas:3001/', 'https://nas:3001/']],
  ['localhost:3080/', ['http://localhost:3080/', 'https://localhost:3080/']],
  ['chat.example.org', ['https://chat.example.org/', 'http://chat.example.org/']],
  ['Chat.Example.ORG:8080', ['http://chat.example.org:8080/', 'https://chat.example.org:8080/']],
  ['chat.example.org:443', ['https://chat.example.org/', 'http://chat.example.org:443/']],
  ['chat.example.org:80', ['http://chat.example.org/', 'https://chat.example.org:80/']],
  ['nas.local', ['http://nas.local/', 'https://nas.local/']],
  ['box.lan', ['http://box.lan/', 'https://box.lan/']],
  ['192.168.1.20:3001', ['http://192.168.1.20:3001/', 'https://192.168.1.20:3001/']],
  ['http://nas:3001', ['http://nas:3001/', 'https://nas:3001/']],
  ['https://nas', ['https://nas/', 'http://nas/']],
  [
    'HTTPS://Chat.Example.org/c/abc-123',
    [
      ...below('https://chat.example.org', '/c/abc-123/', '/c/'),
      ...below('http://chat.example.org', '/c/abc-123/', '/c/'),
    ],
  ],
  ['http:/nas:3001/', ['http://nas:3001/', 'https://nas:3001/']],
  ['http:nas', ['http://nas/', 'https://nas/']],
  [
    'nas:3080/login?redirect_to=%2Fc%2Fnew',
    [...below('http://nas:3080', '/login/'), ...below('https://nas:3080', '/login/')],
  ],
  ['nas:3080?x=1#y', ['http://nas:3080/', 'https://nas:3080/']],
  ['https://nas/chat', ['https://nas/chat/', 'https://nas/', 'http://nas/chat/', 'http://nas/']],
  [
    'https://nas/search/chat/',
    [...below('https://nas', '/search/chat/', '/search/'), ...below('http://nas', '/search/chat/', '/search/')],
  ],
  ['[::1]:3001', ['http://[::1]:3001/', 'https://[::1]:3001/']],
  ['::1', ['http://[::1]/', 'https://[::1]/']],
  ['2001:db8::5', ['http://[2001:db8::5]/', 'https://[2001:db8::5]/']],
  ['::1:3001', ['http://[::1]:3001/', 'https://[::1]:3001/', 'http://[::1:3001]/', 'https://[::1:3001]/']],
  ['http://[2001:DB8::5]:3080/', ['http://[2001:db8::5]:3080/', 'https://[2001:db8::5]:3080/']],
  ['3001', ['http://localhost:3001/', 'https://localhost:3001/']],
  [':3080', ['http://localhost:3080/', 'https://localhost:3080/']],
  ['nas : 3001', ['http://nas:3001/', 'https://nas:3001/']],
  ['<https://nas>', ['https://nas/', 'http://nas/']],
  ['sam:secret@nas:3001', ['http://nas:3001/', 'https://nas:3001/']],
  ['münchen.example', ['https://xn--mnchen-3ya.example/', 'http://xn--mnchen-3ya.example/']],
  ['', []],
  ['   ', []],
  ['http://', []],
  ['ftp://nas', []],
  ['chrome://settings', []],
  ['nas:99999', []],
  ['a:b:c', []],
])('when %j is typed, then it means %j', (text, expected) => {
  expect(urls(text)).toEqual(expected);
});

const pieces =
  'http https :// : / // [ ] ::1 1.2.3.4 nas NAS . local 3001 443 99999 @ ? # % %20 \\ c workspace chat ü'.split(' ');
const jumble = fc.array(fc.constantFrom(...pieces, ' '), { maxLength: 12 }).map((each) => each.join(''));

it('when anything is typed, then the addresses are valid, each once', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), jumble), (text) => {
      const found = readAddress(text);
      return (
        found.every((address) => addressSchema.safeParse(address).success) &&
        new Set(found.map(baseUrl)).size === found.length
      );
    }),
    { numRuns: 500 },
  );
});

const host = fc.oneof(
  fc.domain(),
  fc.ipV4(),
  fc.ipV6().map((address) => `[${address}]`),
  fc.constant('nas'),
);
const port = fc.option(fc.integer({ min: 1, max: 65535 }).map(String));

it('when a scheme is typed, then it comes first with the typed host and port', () => {
  fc.assert(
    fc.property(fc.constantFrom('http', 'https'), host, port, (scheme, name, number) => {
      const typed = `${scheme}://${name}${number === null ? '' : `:${number}`}`;
      expect(readAddress(typed)[0]).toEqual({ origin: new URL(typed).origin, basePath: '/' });
    }),
  );
});

it('when an address that we gave is typed, then it is read as it is', () => {
  fc.assert(
    fc.property(
      host,
      port,
      fc.array(fc.constantFrom('c', 'chat', 'workspace', 'search'), { maxLength: 8 }),
      (name, number, parts) => {
        const typed = [`${name}${number === null ? '' : `:${number}`}`, ...parts].join('/');
        for (const address of readAddress(typed)) expect(readAddress(baseUrl(address))[0]).toEqual(address);
      },
    ),
  );
});

it('when a path is typed, then every base of it is tried, nine at most', () => {
  const path = fc.array(fc.constantFrom('c', 'projects', 'user', 'login', 'api'), { maxLength: 14 });
  fc.assert(
    fc.property(path, (parts) => {
      const found = readAddress(`https://nas/${parts.join('/')}`).filter(({ origin }) => origin === 'https://nas');
      const bases = parts.slice(0, 8).map((_, index) => `/${parts.slice(0, index + 1).join('/')}/`);
      expect(found.map(({ basePath }) => basePath)).toEqual(['/', ...bases].reverse());
    }),
  );
});

it('when case, blanks or a last slash differ, then the addresses are the same', () => {
  fc.assert(
    fc.property(host, port, (name, number) => {
      const typed = `${name}${number === null ? '' : `:${number}`}`;
      expect(readAddress(`  ${typed.toUpperCase()}/ `)).toEqual(readAddress(typed));
    }),
  );
});

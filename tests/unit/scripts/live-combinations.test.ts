import { expect, it } from 'vitest';
import { combine, readLiveInstances, tableOf } from '../../../scripts/lib/live-combinations';

const person = (name: string) => ({ name, password: `${name}-pass` });
const instances = {
  anythingllm: [
    { name: 'open', url: 'http://a.test:1/' },
    { name: 'password', url: 'http://a.test:2/', people: [{ password: 'secret' }] },
    { name: 'accounts', url: 'http://a.test:3/', people: [person('admin'), person('mia'), person('dana')] },
  ],
  librechat: [
    { name: '0.8.7', url: 'http://c.test:1/', people: [person('alex'), person('dana')] },
    { name: '60 s', url: 'http://c.test:2/', people: [person('alex'), person('dana')] },
    { name: 'next', url: 'http://c.test:3/', people: [person('alex')] },
  ],
};
const seats = ['open', 'password', 'accounts, admin', 'accounts, mia', 'accounts, dana'];

it('when combined, then each person and each LibreChat come once per browser', () => {
  for (const browser of ['chromium', 'firefox'] as const) {
    const all = combine(instances, ['chromium', 'firefox']).filter((each) => each.browser === browser);
    expect(all.map(({ anythingllm }) => anythingllm)).toEqual(seats);
    expect(new Set(all.map(({ librechat }) => librechat))).toEqual(new Set(['0.8.7', '60 s', 'next']));
  }
});

it('when there are two browsers, then no pair is met twice', () => {
  const pairs = combine(instances, ['chromium', 'firefox']).map((each) => `${each.anythingllm} ${each.librechat}`);
  expect(new Set(pairs).size).toBe(pairs.length);
});

it('when one browser runs alone, then it meets the same pairs', () => {
  const both = combine(instances, ['chromium', 'firefox']);
  expect([...combine(instances, ['chromium']), ...combine(instances, ['firefox'])]).toEqual(both);
});

it('when there are more LibreChats, then each of them is met', () => {
  const [only] = instances.anythingllm;
  const all = combine({ anythingllm: only ? [only] : [], librechat: instances.librechat }, ['firefox']);
  expect(all.map(({ librechat }) => librechat).sort()).toEqual(['0.8.7', '60 s', 'next']);
});

it('when somebody signs in, then the next of the list comes after them', () => {
  const [open, , admin, , dana] = combine(instances, ['chromium']).map(({ variables }) => variables);
  expect(open).toMatchObject({ TANDEM_ANYTHINGLLM_USERNAME: undefined, TANDEM_ANYTHINGLLM_PASSWORD: undefined });
  expect(admin).toMatchObject({ TANDEM_ANYTHINGLLM_USERNAME: 'admin', TANDEM_ANYTHINGLLM_OTHER_USERNAME: 'mia' });
  expect(dana).toMatchObject({
    TANDEM_ANYTHINGLLM_USERNAME: 'dana',
    TANDEM_ANYTHINGLLM_OTHER_PASSWORD: 'admin-pass',
  });
  expect(open).toMatchObject({ TANDEM_LIBRECHAT_EMAIL: 'alex', TANDEM_LIBRECHAT_OTHER_EMAIL: 'dana' });
  expect(admin?.TANDEM_LIBRECHAT_OTHER_EMAIL).toBeUndefined();
});

it('when the file is wrong, then the place is named', () => {
  const read = () => readLiveInstances('{"anythingllm":[{"name":"a","url":"here"}],"librechat":[]}');
  expect(read).toThrow('anythingllm[0].url');
  expect(read).toThrow('librechat');
  expect(readLiveInstances(JSON.stringify(instances))).toEqual(instances);
});

it('when one failed, then the table says which', () => {
  const told = { browser: 'firefox', anythingllm: 'open', librechat: 'next' } as const;
  const table = tableOf([
    { ...told, passed: true, seconds: 61.4 },
    { ...told, librechat: '60 s', passed: false, seconds: 3 },
  ]);
  expect(table.split('\n')).toEqual([
    'browser  AnythingLLM  LibreChat  result  seconds',
    'firefox  open         next       passed  61',
    'firefox  open         60 s       FAILED  3',
  ]);
});

import { describe, expect, test } from 'vitest';
import type { DesiredSettings } from '@/lib/messaging/protocol';
import { graceTime } from '@/lib/page/settings/guard';
import { FakeDocument, FakeOrigin } from './fakes';

/** An AnythingLLM page as it stands after its own first writes. */
function anythingLlm(theme = 'dark') {
  const origin = new FakeOrigin({ theme, i18nextLng: 'de', anythingllm_text_size: 'normal' });
  return { origin, document: new FakeDocument('anythingllm', origin) };
}
/** The same, with a theme that it is to hold. */
function holding(wanted: string) {
  const page = anythingLlm();
  page.document.give(1, { 'ui.theme': wanted });
  return page;
}
function libreChat(entries: Record<string, string> = { 'color-theme': 'dark' }) {
  const origin = new FakeOrigin(entries);
  return { origin, document: new FakeDocument('librechat', origin) };
}
const theme = (origin: FakeOrigin) => origin.entries.get('theme');

test('when a page is given a value, then it sets, shows, keeps and reports it', () => {
  const { origin, document } = anythingLlm();
  document.give(7, { 'ui.theme': 'light' });
  expect(theme(origin)).toBe('light');
  expect(document.previews).toContainEqual(['ui.theme', 'light']);
  expect(origin.kept('anythingllm')).toMatchObject({ asOf: 7, keep: { 'ui.theme': 'light' } });
  expect(document.told()).toMatchObject({ ui: { theme: 'light' }, byHand: [] });
});

test('when the app wrote its own while nothing was kept, then it is set once more', () => {
  const { origin, document } = holding('system');
  document.give(1, {});
  document.write('theme', 'light');
  document.give(2, { 'ui.theme': 'system' });
  expect(theme(origin)).toBe('system');
});

test('when a value moved since the page told of it, then it stays, and is not kept', () => {
  const { origin, document } = anythingLlm();
  const report = document.report();
  document.write('theme', 'system');
  document.give(7, { 'ui.theme': 'light' }, report);
  expect(theme(origin)).toBe('system');
  expect(origin.kept('anythingllm')).toBeUndefined();
  document.give(7, { 'ui.theme': 'light' });
  expect(theme(origin)).toBe('light');
});

test('when an answer comes late, then it takes nothing back from a newer one', () => {
  const { origin, document } = anythingLlm();
  const second = new FakeDocument('anythingllm', origin);
  const report = second.report();
  document.give(8, { 'ui.theme': 'light' });
  second.give(7, { 'ui.theme': 'system' }, report);
  expect(theme(origin)).toBe('light');
  expect(origin.kept('anythingllm')).toMatchObject({ keep: { 'ui.theme': 'light' } });
});

test('when the app took a value back just before, then a new value is set', () => {
  const { origin, document } = holding('dark');
  document.write('theme', 'system');
  document.give(2, { 'ui.theme': 'light' });
  expect(theme(origin)).toBe('light');
});

test('when an app moved to another path, then what was kept is replaced', () => {
  const { origin } = holding('dark');
  const moved = new FakeDocument('anythingllm', origin, { basePath: '/brain/' });
  moved.write('theme', 'light');
  moved.guard.check();
  expect(theme(origin)).toBe('light');
  moved.give(1, { 'ui.language': 'de' });
  expect(origin.kept('anythingllm')).toMatchObject({ base: '/brain/', keep: { 'ui.language': 'de' } });
});

test('when nothing is to be held, then what was kept is removed', () => {
  const { origin, document } = holding('light');
  document.give(99, {});
  expect(origin.kept('anythingllm')).toBeUndefined();
  document.write('theme', 'dark');
  document.guard.check();
  expect(theme(origin)).toBe('dark');
});

test.each(['/login', '/onboarding', '/accept-invite/x'])(
  'when nobody is signed in at %s, then nothing is set',
  (path) => {
    const { origin, document } = anythingLlm();
    document.pathname = path;
    document.give(1, { 'ui.theme': 'light' });
    expect(theme(origin)).toBe('dark');
    expect(document.report().ui).toBeNull();
    document.pathname = '/';
    document.give(1, { 'ui.theme': 'light' });
    expect(theme(origin)).toBe('light');
  },
);

test('when a value is no setting of the page, then nothing is set', () => {
  const { origin, document } = anythingLlm();
  const before = new Map(origin.entries);
  document.give(1, { 'llm.model': { endpoint: 'openAI', model: 'gpt-4o' }, 'ui.theme': 7 });
  expect(origin.entries).toEqual(before);
});

test('when AnythingLLM writes first, then it is never the person’s doing', () => {
  const origin = new FakeOrigin({ i18nextLng: 'de-DE' });
  const document = new FakeDocument('anythingllm', origin);
  document.guard.inputBegins();
  document.write('theme', 'system');
  document.write('i18nextLng', 'de-de');
  expect(document.told()).toMatchObject({ ui: { theme: 'system', language: 'de-de' }, byHand: [] });
  expect(document.report().ui?.afterReload).toBeUndefined();
});

test.each<[what: string, happens: (document: FakeDocument) => void]>([
  ['its own value', (document) => document.write('theme', 'dark')],
  ['what it believes after a click', (document) => document.pick('theme', 'dark')],
  [
    'nothing any more',
    (document) => {
      document.guard.inputBegins();
      document.write('theme', null);
    },
  ],
])('when the app writes %s, then ours is put back and shown', (_what, happens) => {
  const { origin, document } = holding('light');
  document.previews.length = 0;
  happens(document);
  expect(document.told()).toMatchObject({ ui: { theme: 'light' }, byHand: [] });
  expect(theme(origin)).toBe('light');
  expect(document.previews.at(-1)).toEqual(['ui.theme', 'light']);
});

test('when the app believes an earlier choice, then ours is put back', () => {
  const { origin, document } = anythingLlm();
  document.pick('theme', 'light');
  document.guard.inputEnds();
  document.guard.heard(document.report());
  document.give(1, { 'ui.theme': 'system' });
  document.pick('theme', 'light');
  expect(theme(origin)).toBe('system');
  expect(document.told().byHand).toEqual([]);
});

test('when only the look was changed back, then it is shown again', () => {
  const { document } = anythingLlm('system');
  document.give(1, { 'ui.theme': 'light' });
  document.previews.length = 0;
  document.guard.check();
  expect(document.previews).toEqual([['ui.theme', 'light']]);
});

test('when nobody is signed in, then what the app writes is left', () => {
  const { origin, document } = holding('dark');
  document.pathname = '/login';
  document.write('theme', 'system');
  document.guard.check();
  expect(theme(origin)).toBe('system');
});

test('when a person picks LibreChat’s first value again, then it is theirs', () => {
  const { origin, document } = libreChat({ 'color-theme': 'light' });
  document.give(1, { 'ui.theme': 'dark' });
  document.guard.heard(document.report());
  document.pick('color-theme', 'light');
  expect(origin.entries.get('color-theme')).toBe('light');
  expect(document.told()).toMatchObject({ ui: { theme: 'light' }, byHand: ['ui.theme'] });
});

test('when a person moves about in AnythingLLM, then that picks nothing', () => {
  const { origin, document } = anythingLlm('light');
  document.give(1, { 'ui.theme': 'dark' });
  origin.now += 10_000;
  const go = (pathname: string) => {
    document.guard.inputBegins();
    document.pathname = pathname;
  };
  go('/settings/interface');
  document.write('theme', 'light');
  document.guard.check();
  expect(theme(origin)).toBe('dark');
  // A page that is slow to come, and an impatient second click.
  go('/settings/llm-preference');
  document.guard.inputBegins();
  document.write('theme', 'light');
  document.guard.check();
  expect(theme(origin)).toBe('dark');
  origin.now += 4_000;
  document.pick('theme', 'light');
  expect(theme(origin)).toBe('light');
  expect(document.told()).toMatchObject({ ui: { theme: 'light' }, byHand: ['ui.theme'] });
});

test.each([
  ['after the pause', ['inputBegins', 'inputEnds', 'write'], []],
  ['before the key went down', ['write', 'inputBegins'], []],
  ['during the pause', ['inputBegins', 'write', 'inputEnds'], ['ui.theme']],
] as const)('when a change comes %s, then what is by hand is told', (_when, order, byHand) => {
  const { document } = anythingLlm();
  for (const step of order) {
    if (step === 'write') document.write('theme', 'light');
    else document.guard[step]();
  }
  expect(document.told().byHand).toEqual(byHand);
});

test('when a person picks a value, then it replaces one that is kept at once', () => {
  const { origin, document } = holding('dark');
  document.pick('theme', 'light');
  document.pick('anythingllm_text_size', 'large');
  expect(origin.kept('anythingllm')).toMatchObject({ keep: { 'ui.theme': 'light' } });
  expect(document.told().byHand).toEqual(['ui.theme', 'ui.textSize']);
});

test.each<[how: string, picks: (document: FakeDocument) => void]>([
  [
    'after another',
    (document) => {
      document.pick('theme', 'system');
      document.pick('theme', 'dark');
    },
  ],
  [
    'faster than the page is read',
    (document) => {
      document.guard.inputBegins();
      document.write('theme', 'system');
      document.guard.inputBegins();
      document.write('theme', 'dark');
    },
  ],
])('when a person picks the first value %s, then it is theirs', (_how, picks) => {
  const { origin, document } = holding('light');
  picks(document);
  expect(document.told()).toMatchObject({ ui: { theme: 'dark' }, byHand: ['ui.theme'] });
  expect(theme(origin)).toBe('dark');
});

test('when the app’s control took a theme, then going back is the person’s choice', () => {
  const { origin, document } = anythingLlm();
  document.hasControl = true;
  document.give(1, { 'ui.theme': 'light' });
  // Within the time in which AnythingLLM might just write what it believed before.
  document.pick('theme', 'dark');
  expect(document.told()).toMatchObject({ ui: { theme: 'dark' }, byHand: ['ui.theme'] });
  expect(theme(origin)).toBe('dark');
});

test('when LibreChat held nothing, then a pick is the person’s', () => {
  const { document } = libreChat({});
  document.pick('color-theme', 'dark');
  expect(document.told().byHand).toEqual(['ui.theme']);
});

test('when a pick was not heard yet, then any document tells it', () => {
  const { origin, document } = anythingLlm();
  document.pick('theme', 'light');
  expect(document.told().byHand).toEqual(['ui.theme']);
  const next = new FakeDocument('anythingllm', origin);
  const report = next.report();
  expect(report.byHand).toEqual({ 'ui.theme': null });
  next.guard.heard(report);
  expect(next.told().byHand).toEqual([]);
  expect(document.told().byHand).toEqual([]);
  expect(origin.kept('anythingllm')).toBeUndefined();
});

test('when a pick changed again since the report, then it is still to be told', () => {
  const { document } = anythingLlm();
  document.pick('theme', 'light');
  const report = document.report();
  document.pick('theme', 'system');
  document.guard.heard(report);
  expect(document.told().byHand).toEqual(['ui.theme']);
});

test('when an answer is older than a pick, then it does not undo it', () => {
  const { origin, document } = holding('dark');
  const former = document.report();
  document.guard.inputBegins();
  document.write('theme', 'light');
  document.give(2, { 'ui.theme': 'dark', 'ui.language': 'de' }, former);
  document.give(3, { 'ui.theme': 'system' });
  document.guard.check();
  expect(theme(origin)).toBe('light');
  // O2: it is older than what those answers bring, and is told as such.
  const report = document.report();
  expect(report.byHand).toEqual({ 'ui.theme': 1 });
  document.guard.heard(report);
  document.give(3, { 'ui.theme': 'system' }, report);
  expect(theme(origin)).toBe('system');
  expect(document.report().byHand).toEqual({});
});

test('O2: when a pick is told, then with what its page knew of the settings then', () => {
  const { origin, document } = anythingLlm();
  expect(new FakeDocument('anythingllm', new FakeOrigin()).report().byHand).toEqual({});
  document.pick('theme', 'system');
  expect(document.report().byHand).toEqual({ 'ui.theme': null });
  document.guard.heard(document.report());
  document.give(4, { 'ui.theme': 'system' });
  const next = new FakeDocument('anythingllm', origin);
  document.give(5, { 'ui.theme': 'system' });
  next.pick('theme', 'light');
  expect(document.report().byHand).toEqual({ 'ui.theme': 4 });
  document.pick('theme', 'dark');
  expect(next.report().byHand).toEqual({ 'ui.theme': 5 });
});

test('when a pick was on the login page, then it is told after the sign-in', () => {
  const { origin, document } = libreChat();
  document.give(1, { 'ui.theme': 'dark' });
  document.pathname = '/login';
  document.pick('color-theme', 'light');
  expect(document.told()).toMatchObject({ ui: null, byHand: [] });
  document.guard.heard(document.report());
  document.pathname = '/c/new';
  expect(document.told()).toMatchObject({ ui: { theme: 'light' }, byHand: ['ui.theme'] });
  expect(origin.entries.get('color-theme')).toBe('light');
});

function two(themeAtStart = 'dark') {
  const { origin, document: first } = anythingLlm(themeAtStart);
  return { origin, first, second: new FakeDocument('anythingllm', origin) };
}

test('when another document’s person picks, then this one does not answer for it', () => {
  const { origin, first, second } = two();
  first.give(1, { 'ui.theme': 'dark' });
  second.guard.inputBegins();
  first.guard.inputBegins();
  first.write('theme', 'light');
  // The second one looks before the first one does.
  expect(second.told().byHand).toEqual([]);
  expect(theme(origin)).toBe('light');
  first.guard.check();
  expect(first.told().byHand).toEqual(['ui.theme']);
  expect(second.previews.at(-1)).toEqual(['ui.theme', 'light']);
});

test('when another document wrote, then this one calls it foreign for a while', () => {
  const { origin, first, second } = two();
  first.pick('theme', 'light');
  expect([first.report().foreign, second.report().foreign]).toEqual([[], ['ui.theme']]);
  origin.now += graceTime;
  expect(second.told().foreign).toEqual([]);
});

test('when another document writes what it believes, then its own script corrects it', () => {
  const { origin, first, second } = two('system');
  first.give(1, { 'ui.theme': 'light' });
  second.write('theme', 'system');
  second.guard.check();
  expect(theme(origin)).toBe('light');
  expect(first.previews.at(-1)).toEqual(['ui.theme', 'light']);
  expect([first.report().byHand, second.report().byHand]).toEqual([{}, {}]);
});

test('when another document got a theme, then this one shows it and sets nothing', () => {
  const { origin, first, second } = two();
  first.give(1, { 'ui.theme': 'light' });
  expect(second.previews).toContainEqual(['ui.theme', 'light']);
  const before = new Map(origin.entries);
  second.give(1, { 'ui.theme': 'light' });
  expect(origin.entries).toEqual(before);
  expect(second.told()).toMatchObject({ ui: { theme: 'light' }, byHand: [] });
});

describe('what an open page shows only after it is loaded again', () => {
  const values = { 'ui.theme': 'light', 'ui.language': 'fr', 'ui.textSize': 'large' };

  test.each([
    ['in AnythingLLM', () => anythingLlm(), ['ui.language']],
    [
      'in LibreChat',
      () => libreChat({ lang: '"de"', fontSize: '"normal"', 'color-theme': 'dark' }),
      ['ui.language', 'ui.textSize'],
    ],
  ])('when values are set %s, then a reload is named where it is needed', (_where, start, afterReload) => {
    const { document } = start();
    expect(document.report().ui).not.toHaveProperty('afterReload');
    document.give(1, values);
    expect(document.report().ui).toMatchObject({ theme: 'light', language: 'fr', textSize: 'large' });
    expect(document.report().ui?.afterReload).toEqual(afterReload);
    expect(document.previews).toContainEqual(['ui.textSize', 'large']);
  });

  test('when LibreChat’s default is set where it had no value, then no reload is named', () => {
    const { document } = libreChat({});
    document.give(1, { 'ui.textSize': 'text-base' });
    expect(document.report().ui).toEqual({ theme: null, language: null, textSize: 'text-base' });
  });

  test('when the app changed a value itself, then no reload is named', () => {
    const { document } = libreChat({ lang: '"de-DE"' });
    document.pick('lang', '"fr-FR"');
    expect(document.told()).toMatchObject({ ui: { language: 'fr-FR' }, byHand: ['ui.language'] });
    expect(document.report().ui).not.toHaveProperty('afterReload');
  });
});

describe('the model used last', () => {
  const gpt = { endpoint: 'openAI', model: 'gpt-4o' };
  const claude = { endpoint: 'anthropic', model: 'claude-sonnet-4-6' };
  const setup = (choice: object, conversationId = 'new') => JSON.stringify({ conversationId, ...choice });
  const values: DesiredSettings['values'] = { 'llm.model': claude, 'ui.theme': 'dark' };
  const gemini = { endpoint: 'google', model: 'gemini' };
  const lastUsed = { provider: 'anthropic', model: 'claude-sonnet-4-6' };
  const key = 'lastConversationSetup_0';
  const used = () => libreChat({ 'color-theme': 'dark', [key]: setup(gpt) });
  /** The page that used another model last, and is given ours. */
  const given = () => {
    const page = used();
    page.document.give(1, values);
    return page;
  };

  test('when the last used model is set, then the open page needs a reload', () => {
    const { document } = given();
    expect(document.told()).toMatchObject({ lastUsed, ui: { afterReload: ['llm.model'] }, byHand: [] });
  });

  test('when a document opens, then it chooses the model once and never again', () => {
    const { origin, document } = given();
    document.write(key, setup(gpt, 'chat-1'));
    expect(document.report().ui?.afterReload).toEqual(['llm.model']);
    const next = new FakeDocument('librechat', origin);
    expect(next.told()).toMatchObject({ lastUsed, byHand: [] });
    expect(next.told().ui).not.toHaveProperty('afterReload');
    expect(origin.kept('librechat')).toMatchObject({ once: null, keep: { 'ui.theme': 'dark' } });
    next.write(key, setup(gpt, 'chat-1'));
    const { provider } = new FakeDocument('librechat', origin).report().lastUsed ?? {};
    expect(provider).toBe('openAI');
  });

  test('when the open page chose another model, then ours waits and is not forced', () => {
    const { origin, document } = given();
    document.write(key, setup(gpt, 'chat-1'));
    document.give(2, values);
    expect(document.report().lastUsed?.provider).toBe('openAI');
    expect(origin.kept('librechat')?.once).toEqual(claude);
    document.give(3, { 'ui.theme': 'dark' });
    expect(origin.kept('librechat')?.once).toBeNull();
  });

  test('when a script comes later into a document, then it leaves the model waiting', () => {
    const { origin, document } = given();
    document.write(key, setup(gpt));
    const later = new FakeDocument('librechat', origin, { moment: 'later' });
    expect(later.told()).toMatchObject({ lastUsed: { provider: 'openAI' }, ui: { afterReload: ['llm.model'] } });
  });

  test('when the person picks another model, then ours is given up', () => {
    const { origin, document } = given();
    document.pick(key, setup(gemini));
    expect(document.told()).toMatchObject({ lastUsed: { provider: 'google' }, byHand: ['llm.model'] });
    expect(document.report().ui).not.toHaveProperty('afterReload');
    expect(origin.kept('librechat')?.once).toBeNull();
  });

  test('when another chat is opened, then that picks no model', () => {
    const { origin, document } = given();
    document.pick(key, setup(gemini, 'chat-7'));
    expect(document.told()).toMatchObject({ lastUsed: { provider: 'google' }, byHand: [] });
    expect(origin.kept('librechat')?.once).toEqual(claude);
  });

  test('when a model is picked in the other chat, then it counts', () => {
    const { document } = used();
    document.pick(key, setup(claude, 'chat-7'));
    document.pick(key, setup(gemini, 'chat-7'));
    expect(document.told().byHand).toEqual(['llm.model']);
  });

  test('when the model moved since the report, then it is left', () => {
    const { origin, document } = used();
    const report = document.report();
    document.write(key, setup(gemini));
    document.give(1, values, report);
    expect(document.report().lastUsed?.provider).toBe('google');
    expect(origin.kept('librechat')?.once).toBeNull();
  });

  test('when an answer is to a report before ours waited, then ours waits on', () => {
    const { origin, document } = given();
    document.give(2, {});
    const before = document.report();
    document.give(3, values);
    document.give(3, {}, before);
    expect(document.report().ui?.afterReload).toEqual(['llm.model']);
    expect(origin.kept('librechat')?.once).toEqual(claude);
  });

  test('when an answer is to a report while ours waited, then it waits no more', () => {
    const { origin, document } = given();
    const waiting = document.report();
    document.give(2, {});
    document.give(2, values, waiting);
    expect(document.report().ui).not.toHaveProperty('afterReload');
    expect(origin.kept('librechat')?.once).toBeNull();
  });

  test('when a new document chose ours, then a late answer leaves it waiting here', () => {
    const { origin, document } = used();
    const before = document.report();
    document.give(1, values);
    new FakeDocument('librechat', origin);
    document.give(1, values, before);
    expect(document.report().ui?.afterReload).toEqual(['llm.model']);
  });
});

test('when another document writes a theme, then the control waits until it settled', () => {
  const { origin, document } = anythingLlm();
  const other = new FakeDocument('anythingllm', origin);
  document.give(1, { 'ui.theme': 'dark' });
  document.hasControl = true;
  document.chosen.length = 0;
  other.pick('theme', 'light');
  expect(document.previews.at(-1)).toEqual(['ui.theme', 'light']);
  expect(document.chosen).toEqual([]);
  origin.now += graceTime + 100;
  document.guard.check();
  expect(document.chosen).toEqual(['light']);
  document.guard.check();
  expect(document.chosen).toEqual(['light']);
});

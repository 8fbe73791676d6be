import { describe, expect, test } from 'vitest';
import type { PageOrder } from '@/lib/messaging/protocol';
import { graceTime } from '@/lib/page/settings/guard';
import { FakeDocument, FakeOrigin } from './fakes';

const keep = (number: number, values: PageOrder['keep']): PageOrder => ({ number, set: [], keep: values });
const setTheme = (number: number, expected: string | null, target: string): PageOrder => ({
  number,
  set: [{ register: 'ui.theme', expected: expected === null ? 'absent' : { value: expected }, target }],
  keep: {},
});
const empty: PageOrder = { number: 99, set: [], keep: {} };

/** An AnythingLLM page as it stands after its own first writes. */
function anythingLlm(theme = 'dark') {
  const origin = new FakeOrigin({ theme, i18nextLng: 'de', anythingllm_text_size: 'normal' });
  return { origin, document: new FakeDocument('anythingllm', origin) };
}
function libreChat(entries: Record<string, string> = { 'color-theme': 'dark' }) {
  const origin = new FakeOrigin(entries);
  return { origin, document: new FakeDocument('librechat', origin) };
}
const theme = (origin: FakeOrigin) => origin.entries.get('theme');

describe('an order', () => {
  test('is set where the page holds what is expected, shown, kept and reported', () => {
    const { origin, document } = anythingLlm();
    expect(document.guard.carryOut(setTheme(7, 'dark', 'light'))).toBe(true);
    expect(theme(origin)).toBe('light');
    expect(document.previews).toContainEqual(['ui.theme', 'light']);
    expect(origin.kept('anythingllm')).toMatchObject({ keep: { 'ui.theme': 'light' } });
    expect(document.report()).toMatchObject({ ui: { theme: 'light' }, byHand: [], carriedOut: 7 });
  });

  test('is carried out once', () => {
    const { document } = anythingLlm();
    const order = setTheme(7, 'dark', 'light');
    document.guard.carryOut(order);
    expect(document.guard.carryOut(structuredClone(order))).toBe(false);
    expect(document.guard.carryOut(keep(7, {}))).toBe(true);
  });

  test('that sets nothing and keeps the same is noted by its number only', () => {
    const { document } = anythingLlm();
    expect(document.guard.carryOut(keep(1, { 'ui.theme': 'dark' }))).toBe(true);
    expect(document.guard.carryOut(keep(2, { 'ui.theme': 'dark' }))).toBe(false);
    expect(document.report().carriedOut).toBe(2);
    expect(document.guard.carryOut(keep(3, { 'ui.theme': 'light' }))).toBe(true);
  });

  test('that a later one has overtaken is left', () => {
    const { origin, document } = anythingLlm();
    document.guard.carryOut(setTheme(8, 'dark', 'light'));
    expect(document.guard.carryOut(keep(7, { 'ui.theme': 'dark' }))).toBe(false);
    expect(document.guard.carryOut(setTheme(7, 'light', 'system'))).toBe(false);
    expect(theme(origin)).toBe('light');
    expect(document.report().carriedOut).toBe(8);
  });

  test('that sets the same anew is carried out anew', () => {
    const { origin, document } = anythingLlm();
    document.guard.carryOut(setTheme(1, 'light', 'system'));
    document.write('theme', 'light');
    expect(document.guard.carryOut(setTheme(2, 'light', 'system'))).toBe(true);
    expect(theme(origin)).toBe('system');
  });

  test('leaves a value that moved meanwhile, and does not hold on to it', () => {
    const { origin, document } = anythingLlm('system');
    document.guard.carryOut(setTheme(7, 'dark', 'light'));
    expect(theme(origin)).toBe('system');
    expect(origin.kept('anythingllm')).toBeUndefined();
    expect(document.report()).toMatchObject({ ui: { theme: 'system' }, carriedOut: 7 });
  });

  test('can expect nothing to be there', () => {
    const { origin, document } = libreChat({});
    document.guard.carryOut(setTheme(1, null, 'dark'));
    expect(origin.entries.get('color-theme')).toBe('dark');
  });

  test('finds its target there already', () => {
    const { origin, document } = anythingLlm('light');
    document.guard.carryOut(setTheme(1, 'dark', 'light'));
    expect(origin.kept('anythingllm')).toMatchObject({ keep: { 'ui.theme': 'light' } });
  });

  test('finds what the app took back just before it as it was', () => {
    const { origin, document } = anythingLlm();
    document.guard.carryOut(keep(1, { 'ui.theme': 'dark' }));
    document.write('theme', 'system');
    document.guard.carryOut(setTheme(2, 'dark', 'light'));
    expect(theme(origin)).toBe('light');
  });

  test('replaces what was kept for the same app under another path', () => {
    const { origin, document } = anythingLlm();
    document.guard.carryOut(keep(1, { 'ui.theme': 'dark' }));
    const moved = new FakeDocument('anythingllm', origin, { basePath: '/brain/' });
    moved.write('theme', 'light');
    moved.guard.check();
    expect(theme(origin)).toBe('light');
    moved.guard.carryOut(keep(1, { 'ui.language': 'de' }));
    expect(origin.kept('anythingllm')).toMatchObject({ base: '/brain/', keep: { 'ui.language': 'de' } });
  });

  test('that says nothing removes what is kept', () => {
    const { origin, document } = anythingLlm();
    document.guard.carryOut(setTheme(1, 'dark', 'light'));
    document.guard.carryOut(empty);
    expect(origin.kept('anythingllm')).toBeUndefined();
    document.write('theme', 'dark');
    document.guard.check();
    expect(theme(origin)).toBe('dark');
  });

  test('takes the place of the one before it', () => {
    const { origin, document } = anythingLlm();
    document.guard.carryOut(keep(1, { 'ui.theme': 'dark', 'ui.language': 'de' }));
    document.guard.carryOut(keep(2, { 'ui.language': 'de' }));
    expect(origin.kept('anythingllm')).toMatchObject({ keep: { 'ui.language': 'de' } });
  });

  test.each(['/login', '/onboarding', '/accept-invite/x'])(
    'is not for a page where nobody is signed in: %s',
    (path) => {
      const { origin, document } = anythingLlm();
      document.pathname = path;
      expect(document.guard.carryOut(setTheme(1, 'dark', 'light'))).toBe(false);
      expect(theme(origin)).toBe('dark');
      expect(document.report()).toMatchObject({ ui: null, carriedOut: null });
      document.pathname = '/';
      expect(document.guard.carryOut(setTheme(1, 'dark', 'light'))).toBe(true);
    },
  );

  test('cannot set what is no setting of the page', () => {
    const { origin, document } = anythingLlm();
    const before = new Map(origin.entries);
    document.guard.carryOut({
      number: 1,
      set: [
        { register: 'llm.model', expected: 'absent', target: { endpoint: 'openAI', model: 'gpt-4o' } },
        { register: 'ui.theme', expected: { value: 'dark' }, target: 7 },
      ],
      keep: {},
    });
    expect(origin.entries).toEqual(before);
  });
});

describe('what the app writes by itself', () => {
  test('never counts as the person’s: AnythingLLM’s first writes, even under a busy hand', () => {
    const origin = new FakeOrigin({ i18nextLng: 'de-DE' });
    const document = new FakeDocument('anythingllm', origin);
    document.guard.inputBegins();
    document.write('theme', 'system');
    document.write('i18nextLng', 'de-de');
    expect(document.report()).toMatchObject({ ui: { theme: 'system', language: 'de-de' }, byHand: [] });
    expect(document.report().ui?.afterReload).toBeUndefined();
  });

  test('is put back', () => {
    const { origin, document } = anythingLlm();
    document.guard.carryOut(setTheme(1, 'dark', 'light'));
    document.write('theme', 'dark');
    expect(document.report()).toMatchObject({ ui: { theme: 'light' }, byHand: [] });
    expect(theme(origin)).toBe('light');
    expect(document.previews.at(-1)).toEqual(['ui.theme', 'light']);
  });

  test('is put back also right after a click, when it is what the app believes', () => {
    const { origin, document } = anythingLlm();
    document.guard.carryOut(setTheme(1, 'dark', 'light'));
    document.pick('theme', 'dark');
    expect(theme(origin)).toBe('light');
    expect(document.report().byHand).toEqual([]);
  });

  test('is put back also when the app believes a later choice of the person', () => {
    const { origin, document } = anythingLlm();
    document.pick('theme', 'light');
    document.guard.inputEnds();
    document.guard.heard(document.report());
    document.guard.carryOut(setTheme(1, 'light', 'system'));
    document.pick('theme', 'light');
    expect(theme(origin)).toBe('system');
    expect(document.report().byHand).toEqual([]);
  });

  test('in the case of letters is left alone', () => {
    const origin = new FakeOrigin({ i18nextLng: 'zh-TW' });
    const document = new FakeDocument('anythingllm', origin);
    document.guard.carryOut(keep(1, { 'ui.language': 'zh-TW' }));
    document.write('i18nextLng', 'zh-tw');
    expect(document.report().ui?.language).toBe('zh-tw');
  });

  test('is put back where it removed a value', () => {
    const { origin, document } = anythingLlm();
    document.guard.carryOut(keep(1, { 'ui.theme': 'dark' }));
    document.guard.inputBegins();
    document.write('theme', null);
    document.guard.check();
    expect(theme(origin)).toBe('dark');
    expect(document.report().byHand).toEqual([]);
  });

  test('is shown over again when only the look was changed back', () => {
    const { document } = anythingLlm('system');
    document.guard.carryOut(setTheme(1, 'system', 'light'));
    document.previews.length = 0;
    document.guard.check();
    expect(document.previews).toEqual([['ui.theme', 'light']]);
  });

  test('on a page where nobody is signed in is nobody’s business', () => {
    const { origin, document } = anythingLlm();
    document.guard.carryOut(keep(1, { 'ui.theme': 'dark' }));
    document.pathname = '/login';
    document.write('theme', 'system');
    document.guard.check();
    expect(theme(origin)).toBe('system');
  });
});

describe('the person’s hand', () => {
  test('may choose in LibreChat what the document started with: LibreChat writes nothing of it by itself', () => {
    const { origin, document } = libreChat({ 'color-theme': 'light' });
    document.guard.carryOut(setTheme(1, 'light', 'dark'));
    document.guard.heard(document.report());
    document.pick('color-theme', 'light');
    expect(origin.entries.get('color-theme')).toBe('light');
    expect(document.report()).toMatchObject({ ui: { theme: 'light' }, byHand: ['ui.theme'] });
  });

  test('may choose the same in AnythingLLM, but not by moving about in it', () => {
    const { origin, document } = anythingLlm('light');
    document.guard.carryOut(setTheme(1, 'light', 'dark'));
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
    expect(document.report()).toMatchObject({ ui: { theme: 'light' }, byHand: ['ui.theme'] });
  });

  test('counts until they have paused', () => {
    const { document } = anythingLlm();
    document.pick('theme', 'light');
    expect(document.report().byHand).toEqual(['ui.theme']);
  });

  test('does not count later', () => {
    const { document } = anythingLlm();
    document.guard.inputBegins();
    document.guard.inputEnds();
    document.write('theme', 'light');
    expect(document.report().byHand).toEqual([]);
  });

  test('does not count for what was there before the key went down', () => {
    const { document } = anythingLlm();
    document.write('theme', 'light');
    document.guard.inputBegins();
    expect(document.report().byHand).toEqual([]);
  });

  test('counts for what came while the pause was being waited for', () => {
    const { document } = anythingLlm();
    document.guard.inputBegins();
    document.write('theme', 'light');
    document.guard.inputEnds();
    expect(document.report().byHand).toEqual(['ui.theme']);
  });

  test('replaces what is kept at once, and only where something is kept', () => {
    const { origin, document } = anythingLlm();
    document.guard.carryOut(keep(1, { 'ui.theme': 'dark' }));
    document.pick('theme', 'light');
    document.pick('anythingllm_text_size', 'large');
    expect(origin.kept('anythingllm')).toMatchObject({ keep: { 'ui.theme': 'light' } });
    expect(document.report().byHand).toEqual(['ui.theme', 'ui.textSize']);
  });

  test('may come back to what the document started with', () => {
    const { origin, document } = anythingLlm();
    document.guard.carryOut(setTheme(1, 'dark', 'light'));
    document.pick('theme', 'system');
    document.pick('theme', 'dark');
    expect(theme(origin)).toBe('dark');
    expect(document.report().byHand).toEqual(['ui.theme']);
  });

  test('may come back to it through another value, faster than the page is read', () => {
    const { document } = anythingLlm();
    document.guard.carryOut(setTheme(1, 'dark', 'light'));
    document.guard.inputBegins();
    document.write('theme', 'system');
    document.guard.inputBegins();
    document.write('theme', 'dark');
    expect(document.report()).toMatchObject({ ui: { theme: 'dark' }, byHand: ['ui.theme'] });
  });

  test('counts where LibreChat held nothing before', () => {
    const { document } = libreChat({});
    document.pick('color-theme', 'dark');
    expect(document.report().byHand).toEqual(['ui.theme']);
  });

  test('is told until it was heard, by whichever document', () => {
    const { origin, document } = anythingLlm();
    document.pick('theme', 'light');
    expect(document.report().byHand).toEqual(['ui.theme']);
    const next = new FakeDocument('anythingllm', origin);
    const report = next.report();
    expect(report.byHand).toEqual(['ui.theme']);
    next.guard.heard(report);
    expect(next.report().byHand).toEqual([]);
    expect(document.report().byHand).toEqual([]);
    expect(origin.kept('anythingllm')).toBeUndefined();
  });

  test('is still to be told where it changed again since', () => {
    const { document } = anythingLlm();
    document.pick('theme', 'light');
    const report = document.report();
    document.pick('theme', 'system');
    document.guard.heard(report);
    expect(document.report().byHand).toEqual(['ui.theme']);
  });

  test('is not undone by an order from before it was heard of', () => {
    const { origin, document } = anythingLlm();
    document.guard.carryOut(keep(1, { 'ui.theme': 'dark' }));
    document.guard.inputBegins();
    document.write('theme', 'light');
    document.guard.carryOut(keep(2, { 'ui.theme': 'dark', 'ui.language': 'de' }));
    document.guard.carryOut(setTheme(3, 'dark', 'system'));
    document.guard.check();
    expect(theme(origin)).toBe('light');
    // O2: it is older than what that order brings, and is told as such.
    const report = document.report();
    expect(report).toMatchObject({ byHand: ['ui.theme'], carriedOut: 2 });
    document.guard.heard(report);
    document.guard.carryOut(setTheme(3, 'light', 'system'));
    expect(theme(origin)).toBe('system');
    expect(document.report()).toMatchObject({ byHand: [], carriedOut: 3 });
  });

  test('on the login page is not put back later, and told once somebody is signed in', () => {
    const { origin, document } = libreChat();
    document.guard.carryOut(keep(1, { 'ui.theme': 'dark' }));
    document.pathname = '/login';
    document.pick('color-theme', 'light');
    expect(document.report()).toMatchObject({ ui: null, byHand: [] });
    document.guard.heard(document.report());
    document.pathname = '/c/new';
    expect(document.report()).toMatchObject({ ui: { theme: 'light' }, byHand: ['ui.theme'] });
    expect(origin.entries.get('color-theme')).toBe('light');
  });
});

describe('another document of the same app', () => {
  function two(themeAtStart = 'dark') {
    const { origin, document: first } = anythingLlm(themeAtStart);
    return { origin, first, second: new FakeDocument('anythingllm', origin) };
  }

  test('that chooses by hand is not answered for here', () => {
    const { origin, first, second } = two();
    first.guard.carryOut(keep(1, { 'ui.theme': 'dark' }));
    second.guard.inputBegins();
    first.guard.inputBegins();
    first.write('theme', 'light');
    // The second one looks before the first one does.
    expect(second.report().byHand).toEqual([]);
    expect(theme(origin)).toBe('light');
    first.guard.check();
    expect(first.report().byHand).toEqual(['ui.theme']);
    expect(second.previews.at(-1)).toEqual(['ui.theme', 'light']);
  });

  test('is the one to tell whose hand wrote, for a while', () => {
    const { origin, first, second } = two();
    first.pick('theme', 'light');
    expect([first.report().foreign, second.report().foreign]).toEqual([[], ['ui.theme']]);
    origin.now += graceTime;
    expect(second.report().foreign).toEqual([]);
  });

  test('that writes what it still believes is put right by its own script', () => {
    const { origin, first, second } = two('system');
    first.guard.carryOut(setTheme(1, 'system', 'light'));
    second.write('theme', 'system');
    second.guard.check();
    expect(theme(origin)).toBe('light');
    expect(first.previews.at(-1)).toEqual(['ui.theme', 'light']);
    expect([first.report().byHand, second.report().byHand]).toEqual([[], []]);
  });

  test('without a script of ours is put right after a while', () => {
    const { origin, first } = two();
    first.guard.carryOut(keep(1, { 'ui.theme': 'dark' }));
    origin.write('theme', 'light');
    first.guard.check();
    expect(theme(origin)).toBe('light');
    origin.now += 3_001;
    first.guard.check();
    expect(theme(origin)).toBe('dark');
  });

  test('is asked about later only where it disagrees', () => {
    const { first } = two();
    first.guard.carryOut(keep(1, { 'ui.theme': 'dark' }));
    expect(first.guard.otherWrote('anythingllm_user_prompt_input_map')).toBe(false);
    expect(first.guard.otherWrote('theme')).toBe(false);
    expect(first.guard.otherWrote(null)).toBe(false);
  });

  test('that carried an order out is followed here, and the order finds nothing left to set', () => {
    const { origin, first, second } = two();
    first.guard.carryOut(setTheme(1, 'dark', 'light'));
    expect(second.previews).toContainEqual(['ui.theme', 'light']);
    expect(second.guard.carryOut(setTheme(1, 'dark', 'light'))).toBe(true);
    expect(theme(origin)).toBe('light');
    expect(second.report()).toMatchObject({ ui: { theme: 'light' }, byHand: [], carriedOut: 1 });
  });
});

describe('what an open page shows only after it is loaded again', () => {
  const order: PageOrder = {
    number: 1,
    set: [
      { register: 'ui.theme', expected: { value: 'dark' }, target: 'light' },
      { register: 'ui.language', expected: { value: 'de' }, target: 'fr' },
      { register: 'ui.textSize', expected: { value: 'normal' }, target: 'large' },
    ],
    keep: {},
  };

  test('is named: AnythingLLM’s language', () => {
    const { document } = anythingLlm();
    expect(document.report().ui).not.toHaveProperty('afterReload');
    document.guard.carryOut(order);
    expect(document.report().ui?.afterReload).toEqual(['ui.language']);
    expect(document.previews).toEqual(expect.arrayContaining([['ui.textSize', 'large']]));
  });

  test('is not what the app changed itself', () => {
    const { document } = libreChat({ lang: '"de-DE"' });
    document.pick('lang', '"fr-FR"');
    expect(document.report()).toMatchObject({ ui: { language: 'fr-FR' }, byHand: ['ui.language'] });
    expect(document.report().ui).not.toHaveProperty('afterReload');
  });

  test('is not what the app took by itself where it found nothing', () => {
    const { document } = libreChat({});
    const set = [{ register: 'ui.textSize', expected: 'absent', target: 'text-base' }] as const;
    document.guard.carryOut({ number: 1, set, keep: {} });
    expect(document.report().ui).toEqual({ theme: null, language: null, textSize: 'text-base' });
  });

  test('is named: LibreChat’s language and text size', () => {
    const { document } = libreChat({ lang: '"de"', fontSize: '"normal"', 'color-theme': 'dark' });
    document.guard.carryOut(order);
    expect(document.report().ui?.afterReload).toEqual(['ui.language', 'ui.textSize']);
  });
});

describe('the model used last', () => {
  const gpt = { endpoint: 'openAI', model: 'gpt-4o' };
  const claude = { endpoint: 'anthropic', model: 'claude-sonnet-4-6' };
  const setup = (choice: object, conversationId = 'new') => JSON.stringify({ conversationId, ...choice });
  const order: PageOrder = {
    number: 1,
    set: [{ register: 'llm.model', expected: { value: gpt }, target: claude }],
    keep: { 'ui.theme': 'dark' },
  };
  const lastUsed = { provider: 'anthropic', model: 'claude-sonnet-4-6' };

  function used(choice: object = gpt) {
    return libreChat({ 'color-theme': 'dark', lastConversationSetup_0: setup(choice) });
  }

  test('is written, and the open page needs to be loaded again', () => {
    const { document } = used();
    document.guard.carryOut(order);
    expect(document.report()).toMatchObject({ lastUsed, ui: { afterReload: ['llm.model'] }, byHand: [] });
  });

  test('is chosen once more by the next document, whatever the open page wrote, and then never again', () => {
    const { origin, document } = used();
    document.guard.carryOut(order);
    document.write('lastConversationSetup_0', setup(gpt, 'chat-1'));
    expect(document.report().ui?.afterReload).toEqual(['llm.model']);
    const next = new FakeDocument('librechat', origin);
    expect(next.report()).toMatchObject({ lastUsed, byHand: [] });
    expect(next.report().ui).not.toHaveProperty('afterReload');
    expect(origin.kept('librechat')).toMatchObject({ once: null, keep: { 'ui.theme': 'dark' } });
    next.write('lastConversationSetup_0', setup(gpt, 'chat-1'));
    const { provider } = new FakeDocument('librechat', origin).report().lastUsed ?? {};
    expect(provider).toBe('openAI');
  });

  test('waits through a later order, and goes with an empty one', () => {
    const { origin, document } = used();
    document.guard.carryOut(order);
    document.guard.carryOut(keep(2, { 'ui.theme': 'dark' }));
    expect(origin.kept('librechat')?.once).toEqual(claude);
    document.guard.carryOut(empty);
    expect(origin.kept('librechat')).toBeUndefined();
  });

  test('waits for a document of its own: a script that comes later leaves it', () => {
    const { origin, document } = used();
    document.guard.carryOut(order);
    document.write('lastConversationSetup_0', setup(gpt));
    const later = new FakeDocument('librechat', origin, { moment: 'later' });
    expect(later.report()).toMatchObject({ lastUsed: { provider: 'openAI' }, ui: { afterReload: ['llm.model'] } });
  });

  test('is given up when the person picks another one', () => {
    const { origin, document } = used();
    document.guard.carryOut(order);
    document.pick('lastConversationSetup_0', setup({ endpoint: 'google', model: 'gemini' }));
    expect(document.report()).toMatchObject({ lastUsed: { provider: 'google' }, byHand: ['llm.model'] });
    expect(document.report().ui).not.toHaveProperty('afterReload');
    expect(origin.kept('librechat')?.once).toBeNull();
  });

  test('is not picked by opening another chat', () => {
    const { origin, document } = used();
    document.guard.carryOut(order);
    document.pick('lastConversationSetup_0', setup({ endpoint: 'google', model: 'gemini' }, 'chat-7'));
    expect(document.report()).toMatchObject({ lastUsed: { provider: 'google' }, byHand: [] });
    expect(origin.kept('librechat')?.once).toEqual(claude);
  });

  test('can be picked in the other chat', () => {
    const { document } = used();
    document.pick('lastConversationSetup_0', setup(claude, 'chat-7'));
    document.pick('lastConversationSetup_0', setup({ endpoint: 'google', model: 'gemini' }, 'chat-7'));
    expect(document.report().byHand).toEqual(['llm.model']);
  });

  test('is left where it moved', () => {
    const { origin, document } = used({ endpoint: 'google', model: 'gemini' });
    document.guard.carryOut(order);
    expect(document.report().lastUsed?.provider).toBe('google');
    expect(origin.kept('librechat')?.once).toBeNull();
  });
});

test('when the app’s control took a theme over, then going back to the former one is the person’s choice', () => {
  const { origin, document } = anythingLlm();
  document.hasControl = true;
  document.guard.carryOut(setTheme(1, 'dark', 'light'));
  // Within the time in which AnythingLLM might just write what it believed before.
  document.pick('theme', 'dark');
  expect(document.report()).toMatchObject({ ui: { theme: 'dark' }, byHand: ['ui.theme'] });
  expect(theme(origin)).toBe('dark');
});

test('when another document writes a theme, then this one’s control is left alone until that has settled', () => {
  const { origin, document } = anythingLlm();
  const other = new FakeDocument('anythingllm', origin);
  document.guard.carryOut(keep(1, { 'ui.theme': 'dark' }));
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

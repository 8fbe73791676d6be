import { describe, expect, it } from 'vitest';
import type { PlaceId } from '@/lib/model';
import { projectionFor, projectionOf, temperatureUpTo } from '@/lib/settings/definitions';
import { compareOptions, type Replica } from '@/lib/settings/rules';
import { other, page, projections, replica, round } from './kit';

const workspace = 'anythingllm/workspace:sales';
const [gpt, claude] = [
  { provider: 'openai', model: 'gpt-4o' },
  { provider: 'anthropic', model: 'claude' },
];
const half = { provider: 'anthropic', model: 'gpt-4o' };
const theme = (id: PlaceId, more: Partial<Replica> = {}) => replica('ui.theme', id, more);
const language = (id: PlaceId, more: Partial<Replica> = {}) => replica('ui.language', id, more);
const holds = (native: string): Pick<Replica, 'link'> => ({ link: { state: 'joined', base: { value: native } } });

const sending = {
  link: { state: 'joined', base: { value: gpt } },
  lastWrite: { target: claude, state: 'sending' },
} as const;

it.each([
  ['another model', { value: gpt }, half],
  ['nothing', 'absent', { provider: 'anthropic' }],
] as const)('C2: when half of a write is found over %s, then it is finished, not adopted', (_, base, found) => {
  const replicas = [replica('llm.model', workspace, { ...sending, link: { state: 'joined', base } })];
  const plan = round({ register: 'llm.model', value: claude, replicas, read: { [workspace]: found } });
  expect(plan.registers['llm.model']).toMatchObject({ value: { value: claude }, seq: 1 });
  expect(plan).toMatchObject({
    writes: [{ target: claude }],
    replicas: [{ link: { state: 'joined', base } }],
  });
});

it('C2: when half of a write is given up, then it is what the place holds', () => {
  const o3 = { provider: 'openai', model: 'o3' };
  const replicas = [replica('llm.model', workspace, sending)];
  const plan = round({ register: 'llm.model', value: o3, replicas, read: { [workspace]: half } });
  expect(plan).toMatchObject({
    writes: [{ target: o3 }],
    replicas: [{ link: { state: 'joined', base: { value: half } } }],
  });
  expect(plan.conflicts).toEqual([]);
});

it('C3: when a value vanished, then it is not written again, and the next one is', () => {
  const plan = round({ value: 'dark', replicas: [theme(page, holds('dark'))], read: { [page]: 'absent' } });
  expect(plan.writes).toEqual([]);
  const next = round({ value: 'dark', replicas: plan.replicas, edit: 'light' });
  expect(next).toMatchObject({
    writes: [{ target: 'light' }],
    replicas: [{ link: { state: 'joined', base: 'absent' } }],
  });
});

it('C3: when a place waits for a value and its own vanished, then it still gets it', () => {
  const plan = round({ value: 'light', replicas: [theme(page, holds('dark'))], read: { [page]: 'absent' } });
  expect(plan).toMatchObject({
    writes: [{ target: 'light' }],
    replicas: [{ link: { state: 'joined', base: 'absent' } }],
  });
});

it('C4: when a place says the same in other words, then it keeps them, unmoved', () => {
  const replicas = [language(page, holds('en')), language(other, holds('en-US'))];
  const plan = round({ register: 'ui.language', value: 'en', replicas, read: { [page]: 'en-GB' } });
  expect(plan).toMatchObject({
    writes: [],
    conflicts: [],
    replicas: [{ pinned: { by: 'words', against: 'en' } }, {}],
  });
  expect(plan.registers['ui.language']).toMatchObject({ value: { value: 'en' }, from: 'edit' });
  const next = round({ register: 'ui.language', replicas: plan.replicas, value: 'en', read: {} });
  expect(next).toMatchObject({ writes: [], conflicts: [] });
});

it('C4: when an older record knew a place by its own words, then it keeps them', () => {
  const replicas = [language(page, { ...holds('en-GB'), pinned: { by: 'words', against: null } })];
  const plan = round({ register: 'ui.language', value: 'en', replicas });
  expect(plan.writes).toEqual([]);
  expect(plan.replicas).toMatchObject([{ pinned: { by: 'words', against: 'en' } }]);
  // Another value is written there all the same.
  expect(round({ register: 'ui.language', value: 'de', replicas }).writes).toMatchObject([{ target: 'de' }]);
});

it('C4: when one place says a new value, then it wins over other words for the old', () => {
  const replicas = [language(page, holds('en')), language(other, holds('en-US'))];
  const read = { [page]: 'en-GB', [other]: 'de-DE' };
  const plan = round({ register: 'ui.language', value: 'en', replicas, read });
  expect(plan.registers['ui.language']).toEqual({ value: { value: 'de' }, seq: 4, from: other });
  expect(plan.conflicts).toMatchObject([{ kept: { from: other }, lost: { from: page } }]);
  expect(plan).toMatchObject({
    writes: [{ place: page, target: 'de' }],
    replicas: [{ link: { state: 'joined', base: { value: 'en-GB' } } }, {}],
  });
});

it('C4: when two places say one new value in their own words, then they agree', () => {
  const replicas = [language(page, holds('en')), language(other, holds('en-US'))];
  const plan = round({ register: 'ui.language', value: 'en', replicas, read: { [page]: 'de-AT', [other]: 'de' } });
  expect(plan).toMatchObject({ writes: [], conflicts: [] });
  expect(plan.registers['ui.language']?.value).toEqual({ value: 'de' });
  expect(plan.replicas).toMatchObject([{ pinned: { by: 'words' } }, { pinned: { by: 'words' } }]);
});

describe('what a form that was opened before saves again', () => {
  const own = 'librechat/preset';
  const temperature = (id: PlaceId, seen: number, more: Partial<Replica> = {}) =>
    replica('llm.temperature', id, {
      link: { state: 'joined', base: { value: seen } },
      rank: id === own ? 30 : 15,
      ...more,
    });
  const replicas = [temperature(own, 0.7), temperature(workspace, 0.7)];
  const saved = { register: 'llm.temperature', value: 0.7, replicas, read: { [own]: 0.3 } } as const;

  it('O4: when a form saves what our write replaced, then it spreads, and is listed', () => {
    const plan = round({ ...saved, replaced: { [own]: [0.5, 0.3] } });
    expect(plan.registers['llm.temperature']).toMatchObject({ value: { value: 0.3 }, from: own });
    expect(plan.writes).toMatchObject([{ place: workspace, target: 0.3 }]);
    expect(plan.conflicts).toMatchObject([
      { kept: { value: { value: 0.3 }, from: own }, lost: { value: { value: 0.7 }, from: 'edit' } },
    ]);
  });

  it('O4: when a form saves another value, then it is a choice, and none is listed', () => {
    const plan = round({ ...saved, replaced: { [own]: [0.5], [workspace]: [0.3] } });
    expect(plan.registers['llm.temperature']).toMatchObject({ value: { value: 0.3 }, from: own });
    expect(plan.conflicts).toEqual([]);
  });

  it('O1 O4: when an edit is found at once, then the old value alone is listed', () => {
    const plan = round({ ...saved, replaced: { [own]: [0.3] }, edit: 0.9 });
    expect(plan.registers['llm.temperature']).toMatchObject({ value: { value: 0.9 }, from: 'edit' });
    expect(plan.conflicts).toMatchObject([{ kept: { from: 'edit' }, lost: { value: { value: 0.3 }, from: own } }]);
  });

  it('O1 O4: when a lower place changed at once, then that is listed beside it', () => {
    const read = { [own]: 0.3, [workspace]: 0.9 };
    const plan = round({ ...saved, read, replaced: { [own]: [0.3] } });
    expect(plan.registers['llm.temperature']).toMatchObject({ value: { value: 0.3 }, from: own });
    expect(plan.conflicts.map(({ lost }) => lost)).toEqual([
      { value: { value: 0.7 }, from: 'edit' },
      { value: { value: 0.9 }, from: workspace },
    ]);
  });
});

describe('joining', () => {
  it.each([
    ['AnythingLLM', [page, other]],
    ['LibreChat', [other, page]],
  ] as const)('J2: when both apps say one language, then nobody is asked, %s first', (_, [first, second]) => {
    const native = { [page]: 'de-AT', [other]: 'de-DE' };
    const plan = round({
      register: 'ui.language',
      replicas: [language(page), language(other)],
      read: { [first]: native[first] ?? '' },
    });
    const next = round({
      register: 'ui.language',
      present: plan.registers['ui.language'],
      replicas: plan.replicas,
      read: { [second]: native[second] ?? '' },
    });
    expect(next).toMatchObject({ questions: [], writes: [] });
    expect(next.replicas.every(({ link }) => link.state === 'joined')).toBe(true);
  });

  it('J2: when one place can’t tell two values apart, then it has no other one', () => {
    const replicas = [replica('ui.textSize', page), replica('ui.textSize', other)];
    const plan = round({ register: 'ui.textSize', replicas, read: { [page]: 'large', [other]: 'text-xl' } });
    expect(plan).toMatchObject({ questions: [], writes: [] });
    expect(plan.registers['ui.textSize']?.value).toEqual({ value: 5 });
  });

  it('J2: when two places of an app say one value in two ways, then each keeps its own', () => {
    const context = {
      providerAliases: [{ provider: 'openai', endpoint: 'MyProxy' }],
      endpoints: { openAI: null, MyProxy: null },
    };
    const [openAi, proxy] = ['openAI', 'MyProxy'].map((endpoint) => ({ endpoint, model: 'gpt-4o' }));
    if (!openAi || !proxy) throw new Error('no endpoints');
    const plan = round({
      register: 'llm.model',
      value: gpt,
      replicas: [replica('llm.model', 'librechat/preset'), replica('llm.model', 'librechat/last-used')],
      read: { 'librechat/preset': openAi, 'librechat/last-used': proxy },
      projections: ({ register, id }) => projectionFor(register, id, context),
    });
    expect(plan).toMatchObject({ writes: [], questions: [], conflicts: [] });
  });

  it('when a provider takes less, then its temperature is capped unless a hand set it', () => {
    const upTo = (most: number) => () => projectionOf(temperatureUpTo(most));
    const one = replica('llm.temperature', workspace, { link: { state: 'joined', base: { value: 1.7 } } });
    const given = { register: 'llm.temperature', value: 1.7, projections: upTo(1) } as const;
    expect(round({ ...given, replicas: [one], read: { [workspace]: 1.7 } }).writes).toMatchObject([{ target: 1 }]);
    const before = replica('llm.temperature', workspace, { link: { state: 'joined', base: { value: 0.5 } } });
    const set = round({ ...given, value: 0.5, replicas: [before], read: { [workspace]: 1.7 } });
    expect(set).toMatchObject({ writes: [], registers: { 'llm.temperature': { value: { value: 1.7 } } } });
  });

  it('J2: when a value means nothing elsewhere, then the others agree without it', () => {
    const replicas = [replica('llm.model', workspace), replica('llm.model', 'anythingllm/system')];
    const read = { [workspace]: { provider: null, model: null }, 'anythingllm/system': gpt };
    const plan = round({ register: 'llm.model', replicas, read });
    expect(plan.registers['llm.model']).toMatchObject({ value: { value: gpt }, from: 'anythingllm/system' });
    expect(plan.questions).toMatchObject([{ kind: 'compare', places: [workspace] }]);
    expect(plan.writes).toEqual([]);
  });

  it('J2: when nobody told what others understand, then nothing is asked', () => {
    const read = { [workspace]: { provider: null, model: null } };
    const plan = round({ register: 'llm.model', replicas: [replica('llm.model', workspace)], read });
    expect(plan.questions).toEqual([]);
  });

  it('J3: when it is not known how a place writes the value, then it waits', () => {
    const replicas = [replica('llm.model', 'librechat/last-used', { role: 'follows' })];
    const one = { register: 'llm.model', value: gpt, read: { 'librechat/last-used': 'absent' } } as const;
    const early = round({
      ...one,
      replicas,
      projections: () => ({ ...projections(replicas[0] as Replica), project: () => undefined }),
    });
    expect(early.replicas[0]?.link).toEqual({ state: 'apart', candidate: 'absent' });
    const late = round({ ...one, replicas: early.replicas });
    expect(late.replicas[0]).toMatchObject({
      link: { state: 'joined', base: 'absent' },
      pinned: { by: 'choice' },
    });
    expect(late.writes).toEqual([]);
  });

  describe('with a place that was never read before the edit', () => {
    const unread = replica('llm.temperature', workspace, { readAtSeq: 0 });
    const joins = (before: Replica) => {
      const { registers, replicas } = round({ register: 'llm.temperature', replicas: [before], edit: 0.5 });
      return { register: 'llm.temperature', present: registers['llm.temperature'], replicas } as const;
    };

    it.each([
      ['a value', { value: 0.4 }],
      ['nothing', 'absent'],
    ] as const)('J4: when a place held %s before an edit, then only its next value is a change', (_what, held) => {
      const read = { [workspace]: held === 'absent' ? held : held.value };
      const first = round({ ...joins(unread), read });
      expect(first).toMatchObject({
        ...{ conflicts: [], writes: [{ target: 0.5 }] },
        replicas: [{ link: { state: 'joined', base: held } }],
      });
      const next = round({ ...joins(unread), replicas: first.replicas, read: { [workspace]: 0.9 } });
      expect(next.registers['llm.temperature']).toMatchObject({ value: { value: 0.9 }, from: workspace });
    });

    it.each([page, other])('J2 O2: when %s changes after the places agreed, then that is newer', (at) => {
      const link = { state: 'apart', candidate: { value: 'light' } } as const;
      const replicas = [
        replica('ui.theme', page, { link, readAtSeq: 0 }),
        replica('ui.theme', other, { link, readAtSeq: 0 }),
      ];
      const agreed = round({ replicas });
      const present = agreed.registers['ui.theme'];
      expect(present).toMatchObject({ value: { value: 'light' }, from: page });
      const changed = round({ present, replicas: agreed.replicas, read: { [at]: 'dark' } });
      expect(changed.conflicts).toEqual([]);
      expect(changed.registers['ui.theme']).toMatchObject({ value: { value: 'dark' }, from: at });
    });

    it('O2 O3: when a hand takes what is current, then it counts as chosen then', () => {
      const refused = { target: 'dark', state: 'refused', code: 'no' } as const;
      const replicas = [
        replica('ui.theme', page, { link: { state: 'joined', base: { value: 'light' } }, lastWrite: refused }),
        replica('ui.theme', other, { link: { state: 'joined', base: { value: 'dark' } } }),
      ];
      const taken = round({ value: 'dark', replicas, read: { [page]: 'dark' } });
      expect(taken).toMatchObject({ writes: [], conflicts: [], questions: [], seq: 4 });
      const present = taken.registers['ui.theme'];
      expect(present).toEqual({ value: { value: 'dark' }, seq: 3, from: 'edit' });
      const read = { [other]: 'system' };
      const later = round({ present, replicas: taken.replicas, read });
      expect(later.registers['ui.theme']?.value).toEqual({ value: 'dark' });
      expect(later.conflicts).toMatchObject([{ kept: { from: 'edit' }, lost: { from: other } }]);
    });

    it('C1 O2 O3: when a place was empty before the edit, then it has changed', () => {
      const plan = round({
        register: 'llm.temperature',
        replicas: [unread],
        read: { [workspace]: 'absent' },
        projections: () => ({ ...projections(unread), project: () => undefined }),
      });
      const next = round({ ...joins(plan.replicas[0] as Replica), read: { [workspace]: 0.4 } });
      expect(next.conflicts).toMatchObject([{ kept: { from: 'edit' }, lost: { value: { value: 0.4 } } }]);
    });

    it('C1 C2: when a write was told to an unread place, then it came, or is made anew', () => {
      const { replicas, ...rest } = joins(unread);
      const told = replicas.map((one) => ({ ...one, lastWrite: { target: 0.5, state: 'sending' } as const }));
      const arrived = round({ ...rest, replicas: told, read: { [workspace]: 0.5 } });
      expect(arrived).toMatchObject({
        writes: [],
        replicas: [{ lastWrite: { state: 'ok' }, link: { state: 'joined' } }],
      });
      const other = round({ ...rest, replicas: told, read: { [workspace]: 0.4 } });
      expect(other).toMatchObject({ writes: [{}], replicas: [{ lastWrite: null, link: { base: { value: 0.4 } } }] });
    });

    it('W4: when a write to an unread place was cancelled, then it is never made', () => {
      const { replicas, ...rest } = joins(unread);
      const left = replicas.map((one) => ({ ...one, pinned: { by: 'choice', against: 0.5 } as const }));
      expect(round({ ...rest, replicas: left, read: { [workspace]: 0.4 } }).writes).toEqual([]);
    });
  });

  it('J2: when places are compared, then all that hold a value are options', () => {
    const replicas = [
      theme(page, holds('dark')),
      theme(other, { link: { state: 'apart', candidate: { value: 'light' } } }),
      theme('anythingllm/account', { role: 'off', link: { state: 'apart', candidate: { value: 'light' } } }),
      theme('librechat/account', { link: { state: 'joined', base: 'absent' } }),
      language(other, holds('de')),
    ];
    const registers = { 'ui.theme': { value: { value: 'dark' }, seq: 1, from: 'edit' } };
    expect(compareOptions({ replicas, registers, projections }, 'ui.theme')).toEqual([
      { place: page, native: 'dark', shared: { value: 'dark' } },
      { place: other, native: 'light', shared: { value: 'light' } },
    ]);
  });
});

const behind = (more: Partial<Replica> = {}) => [theme(page, { ...holds('light'), ...more })];

it.each([
  ['edit', undefined, []],
  ['edit', 'changes', []],
  [other, undefined, []],
  [other, 'changes', ['mode']],
] as const)('W5: when a value comes from %s and %s are asked about, then others are asked', (from, asks, why) => {
  const plan = round({ value: 'dark', from, replicas: behind(), ...(asks && { asks }) });
  expect(plan.questions.map((question) => question.kind === 'approve' && question.why)).toEqual(why);
  expect(plan.writes.length).toBe(1 - why.length);
});

it('W5: when others use the place, then it is asked, whoever chose the value', () => {
  const plan = round({ value: 'dark', replicas: behind({ audience: 'others' }), asks: 'changes' });
  expect(plan.questions).toMatchObject([{ why: 'others', now: { value: 'light' }, target: 'dark' }]);
});

it('W5: when the same value comes back later, then a former yes does not count', () => {
  const approved = behind({ audience: 'others', approved: { target: 'dark' } });
  const away = round({ value: 'dark', replicas: approved, edit: 'system' });
  expect(away.questions).toMatchObject([{ target: 'system' }]);
  const back = round({ value: 'system', replicas: away.replicas, edit: 'dark' });
  expect(back.writes).toEqual([]);
  expect(back.questions).toMatchObject([{ target: 'dark' }]);
});

it('W5: when the place got the value otherwise, then the yes is used up', () => {
  const approved = behind({ audience: 'others', approved: { target: 'dark' } });
  const plan = round({ value: 'dark', replicas: approved, read: { [page]: 'dark' } });
  expect(plan.replicas[0]?.approved).toBeNull();
});

it('W5: when somebody changed what others use since, then the yes is used up', () => {
  for (const audience of ['others', 'me'] as const) {
    const [approved] = behind({ audience, approved: { target: 'dark' }, readAtSeq: 0 });
    const replicas = [approved as Replica, theme(other, { ...holds('dark'), rank: 30 })];
    const given = { value: 'dark', from: other, replicas, asks: 'changes' } as const;
    const plan = round({ ...given, read: { [page]: 'system' } });
    expect(plan.conflicts).toMatchObject([{ kept: { from: other }, lost: { from: page } }]);
    expect(plan.questions.length).toBe(audience === 'others' ? 1 : 0);
    expect(plan.writes.length).toBe(audience === 'others' ? 0 : 1);
  }
});

it('C2 W1: when a place can’t hold the value any more, then half of it stays', () => {
  const halved = { provider: 'anthropic', model: 'gpt-4o' };
  const target = { provider: 'anthropic', model: 'claude' };
  const place = replica('llm.model', 'anythingllm/system', {
    link: { state: 'joined', base: { value: { provider: 'openai', model: 'gpt-4o' } } },
    lastWrite: { target, state: 'sending' },
  });
  const plan = round({
    register: 'llm.model',
    value: { provider: 'elsewhere', model: 'm' },
    replicas: [place],
    read: { 'anythingllm/system': halved },
    projections: (one) => ({ ...projections(one), project: () => undefined }),
  });
  expect(plan.unsupported).toHaveLength(1);
  expect(plan.replicas[0]).toMatchObject({ link: { state: 'joined', base: { value: halved } }, lastWrite: null });
});

it('W5: when a write is on its way, then it is not asked about', () => {
  const replicas = behind({ lastWrite: { target: 'dark', state: 'sending' } });
  const plan = round({ value: 'dark', from: other, replicas, asks: 'changes' });
  expect(plan.questions).toEqual([]);
  expect(plan.writes).toMatchObject([{ target: 'dark' }]);
});

it('W4: when a no was said before another value, then it is asked about again', () => {
  const declined = behind({ audience: 'others', pinned: { by: 'no', against: 'dark' } });
  expect(round({ value: 'dark', replicas: declined })).toMatchObject({
    questions: [],
    writes: [],
  });
  const away = round({ value: 'dark', replicas: declined, edit: 'light' });
  const back = round({ value: 'light', replicas: away.replicas, edit: 'dark' });
  expect(back.questions).toMatchObject([{ target: 'dark' }]);
});

it.each(['me', 'others'] as const)(
  'W4: when a value is put back (%s), then nothing else is written or asked',
  (audience) => {
    const replicas = behind({
      audience,
      approved: { target: 'dark' },
      lastWrite: { target: 'system', state: 'sending' },
      pinned: { by: 'put-back', change: 'c', target: 'light' },
    });
    const plan = round({ value: 'dark', replicas });
    expect(plan).toMatchObject({ questions: [], writes: [{ place: page, target: 'light', restores: 'c' }] });
  },
);

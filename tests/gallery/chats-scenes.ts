import { defaultPreferences, type Found, type Message, type MessageHit, type Transcript } from '@/lib/model';
import { ago, conversation, on } from './sample';
import { apps, down, long, popup, type Scene, status } from './scene';

const kept = { preferences: { ...defaultPreferences, archive: { anythingllm: 'on', librechat: 'on' } as const } };
const complete = { state: 'complete', held: 1204, listed: 1204, msLeft: null } as const;
const archive = { anythingllm: complete, librechat: complete };
const partly = {
  anythingllm: { state: 'waiting', held: 87, listed: 214, msLeft: 400_000 },
  librechat: { state: 'reading', held: 3214, listed: 10_000, msLeft: 2_400_000 },
} as const;

function hit(id: number, snippet: string, more: Partial<MessageHit> = {}): MessageHit {
  const marks: [number, number][] = [];
  let text = '';
  for (const [at, piece] of snippet.split('*').entries()) {
    if (at % 2 === 1) marks.push([text.length, text.length + piece.length]);
    text += piece;
  }
  return {
    owner: { connection: 'librechat', identity: '1' },
    chat: { kind: 'conversation', id: `c${id}` },
    message: `m${id}`,
    title: 'Outline for chapter four',
    workspace: null,
    author: 'assistant',
    name: 'Claude',
    model: 'claude-sonnet-4-6',
    at: ago(id * 700),
    snippet: { text, marks },
    ...more,
  };
}

const inThesis = {
  chat: { kind: 'thread', workspaceSlug: 'thesis', slug: 't0' },
  title: 'Sources on tides',
  workspace: 'Thesis',
} as const;
const plainHits = [
  hit(
    1,
    '…the moon pulls harder on the near side, so the *tides* rise twice a day. In a narrow bay the same pull moves far more water…',
  ),
  hit(2, 'Do the *tides* change how a heat pump in the harbour basin works?', { author: 'user', name: null }),
  hit(3, 'Spring *tides* come with a full or a new moon.', inThesis),
  hit(4, '…*tides* of the Bay of Fundy, sixteen metres at their highest…', { ...inThesis, author: 'user' }),
  hit(5, 'Chapter four opens with the *tides* and ends with the harbour.'),
  hit(6, 'A table of *tides*: Dover, Brest, Lisbon.', { title: 'Café names near the station' }),
];
const inLanguages = [
  hit(1, `Reading *tides*: ${long} ${long}`, { title: `${long} ${long}`, name: long }),
  hit(2, '把论文摘要*翻译*成英文，并保留所有的引用和脚注。', { title: '东京の天気と週末の予定', author: 'user' }),
  hit(3, 'خطة *السفر* إلى مراكش في الربيع مع الأطفال', { title: 'خطة السفر إلى مراكش', name: null, model: null }),
  hit(4, 'תקציב *משפחתי* לשנת 2026', { ...inThesis, title: '', workspace: long }),
];
const found = (hits: readonly MessageHit[]): Found => ({ hits, index: 'complete' });
const searching = (more: Partial<Scene> = {}): Scene => popup(kept, { archive, found: found(plainHits), ...more });

function message(id: string, author: Message['author'], text: string, more: Partial<Message> = {}): Message {
  return {
    id,
    parent: null,
    author,
    name: author === 'user' ? null : 'Claude',
    model: author === 'user' ? null : 'claude-sonnet-4-6',
    at: ago(90),
    text,
    attachments: [],
    sources: [],
    rest: {},
    ...more,
  };
}

const answer = `Twice a day, because the **moon** pulls harder on the near side:

1. The near side is pulled *most*.
2. The far side is pulled least, and stays behind.

> A tide is the difference of two pulls.

| Port | Range |
| --- | ---: |
| Dover | 6.8 m |
| Brest | 7.2 m |

\`\`\`python
def pull(mass: float, distance: float) -> float:
    return mass / distance ** 2  # a comment that is quite a bit longer than the page is wide, so that it has to be scrolled
\`\`\`

![A chart](https://example.org/chart.png) See [the almanac](https://example.org) and \`<script>alert(1)</script>\`, <img src=x onerror=alert(1)>.`;

const transcript = (messages: readonly Message[], more: Partial<Transcript> = {}): Transcript => ({
  chat: { kind: 'conversation', id: '1' },
  title: 'Why are there two tides a day?',
  workspace: null,
  endpoint: 'anthropic',
  model: 'claude-sonnet-4-6',
  createdAt: ago(100),
  updatedAt: ago(80),
  archived: false,
  messages: [...messages],
  rest: {},
  ...more,
});

const long1 = transcript([
  message('q1', 'user', 'Why are there two tides a day, and not one?', {
    attachments: [
      { name: 'harbour-2026.pdf', type: 'application/pdf' },
      { name: `${long}.csv`, type: null },
    ],
  }),
  message('a1', 'assistant', 'Because of the moon.', { parent: 'q1', at: ago(89) }),
  message('a2', 'assistant', answer, {
    parent: 'q1',
    at: ago(88),
    thought: 'The user asks about the far bulge. Explain with the difference of pulls, not with a spinning earth.',
    sources: [
      { title: 'Tides and harbours', url: 'https://example.org/tides' },
      { title: 'almanac-2026.pdf', url: null },
    ],
  }),
  message('q2', 'user', 'And in a narrow bay?', { parent: 'a2', at: ago(85) }),
  message('a3', 'assistant', `${answer}\n\n${'The bay narrows, so the water rises. '.repeat(60)}`, { parent: 'q2' }),
]);

const chats = (more: Partial<Scene['shared']> = {}, rest: Partial<Scene> = {}): Scene => ({
  ...popup({ ...kept, ...more }),
  archive,
  view: 'chats',
  where: 'chats',
  ...rest,
});

/** The archive as the user sees it. */
export const chatsScenes = {
  'chats-offer': popup(),
  'chats-hits': searching(),
  'chats-hits-tab': searching({ where: 'tab' }),
  'chats-hits-long': searching({ found: found(inLanguages) }),
  'chats-hits-rtl': {
    ...searching({ found: found(inLanguages), dir: 'rtl' }),
    shared: { ...searching().shared, conversations: ['خطة السفر إلى مراكش', 'رسالة إلى المعلم'].map(conversation) },
  },
  'chats-none': searching({ found: found([]) }),
  'chats-searching': searching({ found: 'pending' }),
  'chats-failed': searching({ found: 'failed' }),
  'chats-partly': searching({ archive: partly, where: 'widget' }),
  'chats-down': popup(
    { ...kept, ...apps(on('anythingllm'), on('librechat', status({ session: 'signed-in', problem: down }))) },
    { archive, found: found(plainHits) },
  ),
  'chats-page-empty': chats({ preferences: defaultPreferences }, { archive: { anythingllm: null, librechat: null } }),
  'chats-page-progress': chats({}, { archive: partly }),
  'chats-page-paused': chats(
    { preferences: { ...defaultPreferences, archive: { librechat: 'paused' } } },
    { archive: { anythingllm: null, librechat: { ...partly.librechat, state: 'paused' } } },
  ),
  'chats-page-complete': chats(),
  'chats-page-exported': chats({}, { exported: { chats: 9_870, missing: 130 } }),
  'reader-short': chats({}, { transcript: transcript([message('a2', 'user', 'Hello')], { title: '' }) }),
  'reader-long': chats({}, { transcript: long1 }),
  'reader-rtl': chats({}, { transcript: long1, dir: 'rtl' }),
  'reader-missing': chats({}, { transcript: null }),
} satisfies Record<string, Scene>;

import { type SceneName, scenes } from './scenes';
import {
  type Act,
  address,
  addresses,
  click,
  inTurn,
  key,
  more,
  open,
  press,
  scroll,
  see,
  toSettings,
  type,
} from './shot';

export interface Shot {
  readonly name: string;
  readonly scene: SceneName;
  readonly act: Act;
  /** Pixels. */
  readonly size: readonly [number, number];
  readonly dark: boolean;
  readonly forced: boolean;
}

const preferences = inTurn(click('Preferences and connections'), scroll);
const changes = inTurn(click('Changes Tandem made'), scroll);
const compare = press('See everything in one place', 'Next: compare settings');
const nas = addresses('nas:3001', 'http://nas:3080/c/new');
const settings = ['Theme', 'Text size', 'Language', 'Temperature', 'Max tokens', 'Model'];
const choose =
  (label: string, option: string | { readonly index: number }): Act =>
  (page) =>
    page.getByLabel(label).selectOption(option);
const model =
  (text: string): Act =>
  (page) =>
    page.getByRole('combobox', { name: 'Model' }).fill(text);
const need = inTurn(toSettings, (page) => page.locator('.need summary').click());
const offline: Act = (page) => page.context().setOffline(true);
const workspaceChange: Act = (page) =>
  page.locator('.change', { hasText: 'Workspace “Thesis”' }).getByRole('button', { name: 'Put back' }).click();

/** What a person does in a scene before the picture. */
const acts: Readonly<Partial<Record<SceneName, Readonly<Record<string, Act>>>>> = {
  both: {
    scrolled: scroll,
    preferences,
    search: type('cafe'),
    active: key('ArrowDown'),
    threads: inTurn(type('thesis'), key('ArrowRight'), key('ArrowDown')),
  },
  unseen: { nothing: inTurn(type('quantum'), see('Nothing found for')) },
  'threads-pending': { search: inTurn(type('quantum'), see('Still reading threads')) },
  'left-out': { archived: click(/^Show \d+ archived/) },
  many: { all: click(/Show all/) },
  languages: { search: type('天') },
  tab: { search: type('sql') },
  rtl: { scrolled: scroll },
  long: { disconnect: inTurn(preferences, press('Disconnect LibreChat'), scroll) },
  'leave-asleep': {
    asking: inTurn(preferences, press('Disconnect LibreChat'), scroll),
    'not-now': inTurn(preferences, press('Disconnect LibreChat', 'Disconnect'), scroll),
  },
  'connect-fresh': {
    found: nas,
    swapped: addresses('nas:3080', 'nas:3001'),
    failed: inTurn(addresses('llm.example.org', 'nas:3080'), press('Connect')),
    unreadable: addresses('llm.behind.example', 'nas:3080'),
    gateway: inTurn(addresses('nas:3001', 'sign.behind.example'), press('Connect')),
    moved: inTurn(addresses('nas:3001', 'moved.behind.example'), press('Connect')),
    through: inTurn(nas, press('Connect'), see('Everything in one place')),
  },
  'connect-one': { second: address('LibreChat', 'nas:3080') },
  'connect-denied': { asked: inTurn(nas, press('Connect')) },
  'connect-leave': { left: press('Disconnect LibreChat', 'Disconnect') },
  'connect-manage': {
    moving: inTurn((page) => page.getByRole('button', { name: 'Change address' }).last().click(), nas),
    everything: press('See everything in one place'),
    compare,
    ready: press('See everything in one place', 'This is all I want'),
  },
  'connect-again': { compare },
  'connect-differ': {
    compare,
    chosen: inTurn(compare, press('AnythingLLM'), (page) =>
      page.getByRole('radio', { name: /Language: Leave/ }).check(),
    ),
    theirs: inTurn(compare, press('LibreChat')),
  },
  'connect-step': {
    try: inTurn(compare, press('Keep these in step')),
    tried: inTurn(compare, press('Keep these in step'), (page) => page.getByRole('radio', { name: 'Light' }).check()),
  },
  step: {
    ...Object.fromEntries(settings.map((name) => [name.toLowerCase().replace(' ', '-'), open(name)])),
    lacks: inTurn(open('Model'), model('gpt-4.1')),
    key: inTurn(open('Model'), choose('Provider', 'anthropic'), model('claude-sonnet-4-6')),
    more: more('Model'),
    changes,
    'put-back': inTurn(changes, (page) => page.getByRole('button', { name: 'Put back' }).last().click()),
  },
  'step-empty': { changes },
  'step-unbegun': { theme: open('Theme') },
  'step-later': { need },
  'step-off': { theme: open('Theme') },
  'step-tab': { theme: open('Theme'), offline },
  'step-rtl': { size: open('Text size') },
  'step-generic': { model: open('Model') },
  'step-member': { more: more('Model') },
  'step-long': { more: more('Model') },
  'step-waiting': { offline },
  'step-reload': { reload: inTurn(toSettings, press('Reload to apply')) },
  'step-compare': { need: inTurn(need, (page) => page.getByRole('radio').first().check()) },
  'step-everyone': {
    more: more('Model'),
    add: inTurn(more('Model'), choose('Add a workspace', { index: 2 })),
    preset: inTurn(more('Model'), (page) => page.getByLabel('LibreChat: default preset').uncheck()),
    restored: inTurn(preferences, press('Disconnect LibreChat', 'Disconnect'), scroll),
  },
  'chats-offer': { '560': inTurn(type('tides'), see('Yes, keep a copy')) },
  'chats-hits': {
    search: inTurn(type('tides'), see('heat pump')),
    filtered: inTurn(type('tides app:librechat in:"Household budget"'), see('heat pump')),
    keys: inTurn(type('sql'), see('heat pump'), key('ArrowDown'), key('ArrowDown')),
  },
  'chats-hits-tab': { search: inTurn(type('sql'), see('heat pump')) },
  'chats-hits-long': { search: inTurn(type('tides'), see('Reading tides')) },
  'chats-hits-rtl': { search: inTurn(type('السفر'), see('مراكش')) },
  'chats-none': { search: inTurn(type('sourdough'), see('No message matches')) },
  'chats-searching': { search: inTurn(type('tides'), see('Searching your')) },
  'chats-failed': { search: inTurn(type('tides'), see('could not search')) },
  'chats-partly': { search: inTurn(type('sql'), see('Not all')), preferences },
  'chats-page-complete': {
    exporting: press('Export everything'),
  },
  'chats-page-exported': { done: inTurn(press('Export everything'), see('not copied yet')) },
  'reader-long': { other: press('Former version') },
  'step-shared': { asking: inTurn(changes, workspaceChange, scroll) },
  'step-shared-widget': { asking: inTurn(changes, workspaceChange, scroll) },
};

/** A view as it is opened: the connect page and a tab are wide, all others as high as shows most of them. */
const sizeOf = (scene: SceneName) => {
  const { view, where } = scenes[scene];
  return view === 'connect' || view === 'chats'
    ? ([1000, 820] as const)
    : where === 'tab'
      ? ([1280, 800] as const)
      : ([380, 900] as const);
};

/** As small as it gets; the popup gives itself its width. */
const smallOf = (scene: SceneName) => (scenes[scene].where === 'popup' ? ([380, 560] as const) : ([320, 720] as const));

/** Every scene, as it comes and after each act, in four looks. */
export const shots: readonly Shot[] = (Object.keys(scenes) as SceneName[]).flatMap((scene) =>
  Object.entries({ '': async () => undefined, ...acts[scene] }).flatMap(([after, act]) => {
    const name = after === '' ? scene : `${scene}-${after}`;
    const plain = { name, scene, act, size: sizeOf(scene), dark: false, forced: false };
    return [
      plain,
      { ...plain, name: `${name}-dark`, dark: true },
      { ...plain, name: `${name}-small`, size: smallOf(scene) },
      { ...plain, name: `${name}-forced`, forced: true },
    ];
  }),
);

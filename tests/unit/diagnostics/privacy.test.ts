import { expect, test } from 'vitest';
import { diagnosticsOf } from '@/lib/background';
import { workspacePlace } from '@/lib/model';
import { ALEX } from '../../apps/librechat';
import { addConversation } from '../../apps/librechat/sample/conversations';
import { Bridged } from '../background/bridge/bridged';
import { model } from '../settings/two-apps';

const about = { version: '1.2.3', browser: 'Firefox', browserVersion: 153 } as const;

/** Words that no word of the report has four letters in common with. */
const secret = {
  path: 'pfljxqu',
  title: 'Hqzvyk Dwbqo',
  username: 'kzuqwo',
  name: 'Zrobkxu Hnjwaq',
  email: 'zrobkxu@hnjwaq.vqlx',
  workspace: 'Qwyzzle Fjordqk',
  slug: 'qwyzzle-fjordqk',
  conversation: 'Vexhumq Jyzzob',
  prompt: 'Gwyffbok zumqjalp',
  model: 'xkqvw-wumzq',
} as const;

/** Every part of a text, of so many characters. */
const partsOf = (text: string, length: number) =>
  Array.from({ length: Math.max(0, text.length - length + 1) }, (_, at) => text.slice(at, at + length));

/** Both apps with a person and data whose words are secret, after much has happened to them. */
async function busyHistory() {
  const bridged = await Bridged.start({
    anythingllm: {
      mode: 'multi',
      title: secret.title,
      basePath: `/${secret.path}/`,
      users: [{ username: secret.username, password: 'x', role: 'admin' }],
    },
    librechat: { title: secret.title, basePath: `/${secret.path}/`, version: '0.8.8' },
    as: secret.username,
  });
  const { both, world } = bridged;
  const { anythingllm, librechat, keeper } = both;
  const [workspace] = anythingllm.state.workspaces;
  const alex = [...librechat.state.users.values()].find(({ email }) => email === ALEX.email);
  if (!workspace || !alex) throw new Error('the sample has no workspace, or no Alex');
  Object.assign(workspace, { name: secret.workspace, slug: secret.slug, openAiPrompt: secret.prompt });
  Object.assign(alex, { name: secret.name, email: secret.email, username: secret.username });
  addConversation(librechat.state, alex, { title: secret.conversation });
  await world.quiet(world.engine.sync());

  // Settings: in pages, behind the APIs, at a workspace, refused, asked for, in conflict, put back.
  const place = workspacePlace(secret.slug);
  const brain = await world.openPage('anythingllm', { 'ui.theme': 'dark' });
  const chat = await world.openPage('librechat', { 'ui.theme': 'dark' });
  await keeper.setRole('llm.model', place, 'on');
  await keeper.setRole('llm.model', 'librechat/preset', 'on');
  await both.edit('ui.theme', 'light');
  await brain.choose('ui.theme', 'dark');
  await both.edit('llm.model', model('openai', secret.model));
  await both.edit('llm.model', model('no-such-provider', secret.model));
  const { questions } = await both.settings();
  for (const one of questions)
    if (one.kind === 'approve') await keeper.answer(one.register, one.place, one.target, 'yes');
  await world.quiet();
  workspace.chatModel = secret.model;
  await both.edit('llm.temperature', 0.3719);
  await Promise.all([brain.choose('ui.textSize', 'large'), chat.choose('ui.theme', 'light')]);

  // Code in a page, a page that loads, an outage, a refused session, a damaged record, a full disk.
  const code = bridged.code('librechat');
  await code.look();
  await code.say(secret.prompt);
  await code.change({ theme: secret.prompt });
  world.engine.gate.started(1);
  await world.engine.gate.open();
  await anythingllm.down();
  await both.edit('llm.model', model('openai', 'gpt-4o-mini'));
  await world.engine.sync();
  await anythingllm.up();
  await world.engine.sync();
  const [stored] = [...world.local.items.keys()].filter((name) => name.includes(':workspaces:'));
  if (stored) await world.local.set({ [stored]: secret.workspace });
  await world.engine.damaged(stored ? [stored] : []);
  world.local.failure = new Error(secret.prompt);
  await both.edit('ui.theme', 'system').catch(() => undefined);
  world.local.failure = null;
  await world.engine.sync();
  await bridged.quiet();
  return bridged;
}

test('when much has happened, then the report names nothing that is the person’s', async () => {
  const { both, world } = await busyHistory();
  const connections = await world.engine.connections();
  const tokens = await Promise.all(connections.map(({ id }) => world.engine.memory.get(id, 'token')));
  const identities = await Promise.all(connections.map(async (one) => (await world.status(one)).identity ?? ''));
  const report = () => diagnosticsOf(world.engine, { local: world.local, now: () => world.now() }, about);
  const text = await report();
  // All of it is stored, or was seen.
  const held = JSON.stringify([[...world.local.items], [...world.session.items]]);
  const { prompt, ...kept } = secret;
  expect(Object.values(kept).filter((word) => !held.includes(word))).toEqual([]);

  for (const event of [
    'pull-ended app=anythingllm urgency=user extent=full end=done',
    'end=failed',
    'code=unreachable',
    'setting-written place=page register=ui.theme outcome=ok',
    'setting-written place=workspace register=llm.model outcome=refused code=provider-unknown',
    'setting-kept-back place=workspace register=llm.model rule=W5',
    'rule=W1',
    'commits count=',
    'page-reports anythingllm=',
    'by-hand=',
    'bridge-refusals',
    'gate-opened ms=',
    'record-unreadable kind=workspaces why=damaged',
    'storage-errors count=',
    'session-learned app=anythingllm kind=own',
    'session-refreshed app=librechat end=ready',
    'app app=librechat contract=stock mode=accounts signIn=bearer version=0.8.8-or-later session=signed-in',
    'place register=llm.model place=workspace role=both',
    'storage kind=settings records=1 bytes=',
  ])
    expect(text).toContain(event);

  const lower = text.toLowerCase();
  const leaked = Object.values(secret)
    .flatMap((word) => partsOf(word.toLowerCase(), 4))
    .filter((part) => lower.includes(part));
  expect(leaked).toEqual([]);
  // What is random may have four characters in common with anything by chance.
  const random = [...tokens.map((one) => one?.token ?? ''), ...identities, ...connections.map(({ id }) => id)];
  expect(random.flatMap((one) => partsOf(one, 8)).filter((part) => text.includes(part))).toEqual([]);
  const values = [
    'dark',
    'light',
    'large',
    '0.3719',
    'gpt-4o',
    'openai',
    'no-such-provider',
    '127.0.0.1',
    'localhost',
    'http',
  ];
  const ports = [both.anythingllm, both.librechat].map(({ url }) => `:${new URL(url).port}`);
  expect([...values, ...ports, ALEX.email, 'alex'].filter((value) => lower.includes(value))).toEqual([]);

  const left = world.engine.log.entries;
  await world.engine.disconnect('librechat');
  expect(world.engine.log.entries.at(-1)).not.toEqual(left.at(-1));
  expect(await report()).not.toContain('app app=librechat');
});

/**
 * Runs `npm run test:live` on stand-ins that know nothing of it, and looks into their logs and states afterwards: whether
 * Tandem wrote anything that it must not, and whether everything is as before. `npx tsx tests/live/self-check.ts [arguments
 * for test:live…]`; with `--check TEXT` only the checks whose name contains that text.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { run } from '../../scripts/lib/run';
import { type AnythingLlmApp, type AnythingLlmMode, DEFAULT_USERS, startAnythingLlm } from '../apps/anythingllm';
import { ALEX, BOB, type LibreChatApp, startLibreChat } from '../apps/librechat';

const passedOn = process.argv.slice(2);
const at = passedOn.indexOf('--check');
const wanted = at < 0 ? '' : (passedOn.splice(at, 2)[1] ?? '');
let isBuilt = passedOn.includes('--no-build');

/** What Tandem sent that could change something, but the renewal of a session and the question for a provider's models. */
const writes = (app: AnythingLlmApp | LibreChatApp) =>
  app.log
    .matching({ from: 'extension' })
    .filter(({ method, path }) => !/^(?:GET|HEAD|OPTIONS)$/.test(method) && !/\/(?:refresh|custom-models)$/.test(path))
    .map(({ path }) => path.replace(/^.*\/api\//, ''));

/** All that both remember of settings, lists and what was said there. */
function remembered({ state: brain }: AnythingLlmApp, { state: chat }: LibreChatApp) {
  const { env, preferences, workspaces, threads, chats } = brain;
  const { conversations, messages, presets, users } = chat;
  // Another default preset takes that mark from the former one and gives it back, which counts as a change of it.
  const ofPreset = ({ updatedAt, ...preset }: { updatedAt: string; defaultPreset?: true }) =>
    preset.defaultPreset ? preset : { ...preset, updatedAt };
  return structuredClone({
    brain: { env, preferences, workspaces, threads, chats },
    chat: { conversations, messages, presets: [...presets.values()].map(ofPreset), users },
  });
}

interface Check {
  readonly name: string;
  readonly part: 'read' | 'write';
  readonly mode: AnythingLlmMode;
  readonly person?: { readonly username?: string; readonly password: string };
  /** Who signs in after them. */
  readonly other?: { readonly username: string; readonly password: string };
  /** In AnythingLLM's own names, besides those of the stand-in; null: not set. */
  readonly env?: Readonly<Record<string, string | null>>;
  readonly chat?: Parameters<typeof startLibreChat>[0];
  /** The only requests by which Tandem may change something, and must have: in AnythingLLM and in LibreChat. */
  readonly expected: readonly [brain: readonly string[], chat: readonly string[]];
}

const [alice, mara, dana] = DEFAULT_USERS;
const presets = ['presets', 'presets/delete'];
/** Both apps offer other models of these, and for each one was set before, so that a change can be taken back entirely. */
const common = { AnthropicModelPref: 'claude-opus-4-6', OllamaLLMModelPref: 'llama3.2:3b' };
/** Of Anthropic there is no key, and of Ollama no model to go back to. */
const nothingCommon = { AnthropicApiKey: null };

const checks: readonly Check[] = [
  {
    name: 'reading, accounts',
    part: 'read',
    mode: 'multi',
    person: alice,
    other: dana,
    expected: [[], []],
  },
  {
    name: 'reading, a password',
    part: 'read',
    mode: 'password',
    person: { password: 'demo-password' },
    chat: { basePath: '/chat/', sample: { conversations: 3_000 } },
    expected: [[], []],
  },
  { name: 'open', part: 'write', mode: 'open', env: common, expected: [['system/update-env'], presets] },
  {
    name: 'a password, no model of both apps',
    part: 'write',
    mode: 'password',
    person: { password: 'demo-password' },
    env: nothingCommon,
    chat: { basePath: '/chat/', accessTokenSeconds: 60 },
    expected: [[], presets],
  },
  {
    name: 'an admin',
    part: 'write',
    mode: 'multi',
    person: alice,
    other: mara,
    env: common,
    expected: [[], presets],
  },
  {
    name: 'a manager',
    part: 'write',
    mode: 'multi',
    person: mara,
    other: dana,
    env: common,
    chat: { version: '0.8.8' },
    expected: [[], presets],
  },
  {
    name: 'a person with the default role',
    part: 'write',
    mode: 'multi',
    person: dana,
    other: alice,
    env: common,
    expected: [[], presets],
  },
];

const libreChatPeople = {
  TANDEM_LIBRECHAT_EMAIL: ALEX.email,
  TANDEM_LIBRECHAT_PASSWORD: ALEX.password,
  TANDEM_LIBRECHAT_OTHER_EMAIL: BOB.email,
  TANDEM_LIBRECHAT_OTHER_PASSWORD: BOB.password,
};

async function runSuite(args: readonly string[], variables: Readonly<Record<string, string>> = {}): Promise<number> {
  const built = isBuilt ? ['--no-build'] : [];
  const code = await run('npm', ['run', '--silent', 'test:live', '--', ...args, ...built, ...passedOn], variables);
  isBuilt = true;
  return code;
}

async function passes({ name, part, mode, person, other, env, chat: options, expected }: Check): Promise<boolean> {
  const brain = await startAnythingLlm({ mode });
  const chat = await startLibreChat(options);
  try {
    for (const [key, value] of Object.entries(env ?? {})) {
      if (value === null) delete brain.state.env[key];
      else brain.state.env[key] = value;
    }
    const before = remembered(brain, chat);
    const code = await runSuite(
      ['--anythingllm', brain.url, '--librechat', chat.url, ...(part === 'write' ? ['--write'] : [])],
      {
        ...(person?.username && { TANDEM_ANYTHINGLLM_USERNAME: person.username }),
        ...(person && { TANDEM_ANYTHINGLLM_PASSWORD: person.password }),
        ...(other && { TANDEM_ANYTHINGLLM_OTHER_USERNAME: other.username }),
        ...(other && { TANDEM_ANYTHINGLLM_OTHER_PASSWORD: other.password }),
        ...libreChatPeople,
      },
    );
    const asked = [brain, chat].map((app) => app.log.matching({ from: 'extension' }).length);
    const written = [brain, chat].map((app) => [...new Set(writes(app))].sort());
    const isAsBefore = isDeepStrictEqual(remembered(brain, chat), before);
    console.log(
      `${name}: ${asked.join(' and ')} requests by Tandem, of which it wrote: ${written.flat().join(', ') || 'none'}; ` +
        `${isAsBefore ? 'everything is as before' : 'NOT as before'}`,
    );
    const isExpected = isDeepStrictEqual(written, expected);
    if (!isExpected) console.log(`${name}: expected to be written: ${expected.flat().join(', ') || 'none'}`);
    return code === 0 && isAsBefore && isExpected && asked.every((amount) => amount > 0);
  } finally {
    await Promise.all([brain.stop(), chat.stop()]);
  }
}

/** `--all` on a file of two AnythingLLMs: it passes, and fails once one of them is gone. */
async function allPasses(): Promise<boolean> {
  const open = await startAnythingLlm({ mode: 'open' });
  const accounts = await startAnythingLlm({ mode: 'multi' });
  const chat = await startLibreChat();
  const folder = await mkdtemp(join(tmpdir(), 'tandem-live-'));
  try {
    const people = [dana].map(({ username, password }) => ({ name: username, password }));
    const instances = {
      anythingllm: [
        { name: 'open', url: open.url },
        { name: 'accounts', url: accounts.url, people },
      ],
      librechat: [{ name: 'stand-in', url: chat.url, people: [{ name: ALEX.email, password: ALEX.password }] }],
    };
    const file = join(folder, 'instances.json');
    await writeFile(file, JSON.stringify(instances));
    const whole = await runSuite(['--all', file]);
    await accounts.stop();
    const broken = await runSuite(['--all', file, '--only', 'accounts']);
    return whole === 0 && broken !== 0;
  } finally {
    await Promise.all([open.stop(), accounts.stop(), chat.stop(), rm(folder, { recursive: true })]);
  }
}

const failed: string[] = [];
for (const [name, check] of [
  ...checks.map((each) => [each.name, () => passes(each)] as const),
  ['all of a file', allPasses] as const,
]) {
  if (name.includes(wanted) && !(await check())) failed.push(name);
}
console.log(failed.length === 0 ? 'All as it must be.' : `Failed: ${failed.join('; ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;

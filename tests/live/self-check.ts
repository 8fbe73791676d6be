/**
 * Runs `npm run test:live` on stand-ins that know nothing of it, and looks into their logs and states afterwards: whether
 * Tandem wrote anything that it must not, and whether everything is as before. `npx tsx tests/live/self-check.ts [arguments
 * for test:live…]`; with `--write` only the instances that are written to, with `--read` only those that are not.
 */
import { isDeepStrictEqual } from 'node:util';
import { run } from '../../scripts/lib/run';
import { type AnythingLlmApp, type AnythingLlmMode, startAnythingLlm } from '../apps/anythingllm';
import { ALEX, type LibreChatApp, startLibreChat } from '../apps/librechat';

const [isReadOnly, isWriteOnly] = ['--read', '--write'].map((part) => process.argv.includes(part));
const passedOn = process.argv.slice(2).filter((argument) => argument !== '--read' && argument !== '--write');
let isBuilt = passedOn.includes('--no-build');

/** What Tandem sent that could change something, but the renewal of a session and the question for a provider's models. */
const writes = (app: AnythingLlmApp | LibreChatApp) =>
  app.log
    .matching({ from: 'extension' })
    .filter(({ method, path }) => !/^(?:GET|HEAD|OPTIONS)$/.test(method) && !/\/(?:refresh|custom-models)$/.test(path))
    .map(({ path }) => path.replace(/^.*\/api\//, ''));

/** All that both remember of settings, lists and what was said there. */
function remembered({ state: brain }: AnythingLlmApp, { state: chat }: LibreChatApp) {
  const { env, preferences, workspaces, threads, chats, presets, defaultSystemPrompt } = brain;
  const { conversations, messages, presets: defaults, tags, users } = chat;
  // Another default preset takes that mark from the former one and gives it back, which counts as a change of it.
  const ofPreset = ({ updatedAt, ...preset }: { updatedAt: string; defaultPreset?: true }) =>
    preset.defaultPreset ? preset : { ...preset, updatedAt };
  return structuredClone({
    brain: { env, preferences, workspaces, threads, chats, presets, defaultSystemPrompt },
    chat: { conversations, messages, presets: [...defaults.values()].map(ofPreset), tags, users },
  });
}

interface Check {
  readonly name: string;
  readonly part: 'read' | 'write';
  readonly mode: AnythingLlmMode;
  readonly person?: string;
  readonly password?: string;
  /** In AnythingLLM's own names, besides those of the stand-in; null: not set. */
  readonly env?: Readonly<Record<string, string | null>>;
  readonly chat?: Parameters<typeof startLibreChat>[0];
  /** The only requests by which Tandem may change something, and must have: in AnythingLLM and in LibreChat. */
  readonly expected: readonly [brain: readonly string[], chat: readonly string[]];
}

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
    person: 'alice',
    password: 'alice-demo-1',
    expected: [[], []],
  },
  {
    name: 'reading, a password',
    part: 'read',
    mode: 'password',
    password: 'demo-password',
    chat: { basePath: '/chat/', sample: { conversations: 3_000 } },
    expected: [[], []],
  },
  { name: 'open', part: 'write', mode: 'open', env: common, expected: [['system/update-env'], presets] },
  {
    name: 'a password, no model of both apps',
    part: 'write',
    mode: 'password',
    password: 'demo-password',
    env: nothingCommon,
    chat: { basePath: '/chat/' },
    expected: [[], presets],
  },
  {
    name: 'an admin',
    part: 'write',
    mode: 'multi',
    person: 'alice',
    password: 'alice-demo-1',
    env: common,
    expected: [[], presets],
  },
  {
    name: 'no admin',
    part: 'write',
    mode: 'multi',
    person: 'dana',
    password: 'dana-demo-1',
    env: common,
    expected: [[], presets],
  },
];

async function passes({ name, part, mode, person, password, env, chat: options, expected }: Check): Promise<boolean> {
  const brain = await startAnythingLlm({ mode });
  const chat = await startLibreChat(options);
  try {
    for (const [name, value] of Object.entries(env ?? {})) {
      if (value === null) delete brain.state.env[name];
      else brain.state.env[name] = value;
    }
    const before = remembered(brain, chat);
    const parts = [...(part === 'write' ? ['--write'] : []), ...(isBuilt ? ['--no-build'] : []), ...passedOn];
    const code = await run(
      'npm',
      ['run', '--silent', 'test:live', '--', '--anythingllm', brain.url, '--librechat', chat.url, ...parts],
      {
        ...(person && { TANDEM_ANYTHINGLLM_USERNAME: person }),
        ...(password && { TANDEM_ANYTHINGLLM_PASSWORD: password }),
        TANDEM_LIBRECHAT_EMAIL: ALEX.email,
        TANDEM_LIBRECHAT_PASSWORD: ALEX.password,
      },
    );
    isBuilt = true;
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

const failed: string[] = [];
for (const check of checks) {
  const isWanted = check.part === 'read' ? !isWriteOnly : !isReadOnly;
  if (isWanted && !(await passes(check))) failed.push(check.name);
}
console.log(failed.length === 0 ? 'All as it must be.' : `Failed: ${failed.join('; ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;

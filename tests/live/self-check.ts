/**
 * Runs `npm run test:live` on stand-ins that know nothing of it, and looks into their logs afterwards: whether Tandem
 * wrote anything. `npx tsx tests/live/self-check.ts [arguments for test:live…]`
 */
import { run } from '../../scripts/lib/run';
import { type AnythingLlmApp, startAnythingLlm } from '../apps/anythingllm';
import { ALEX, type LibreChatApp, startLibreChat } from '../apps/librechat';

/** What Tandem sent that could change something, but the renewal of a session. */
const writes = (app: AnythingLlmApp | LibreChatApp) =>
  app.log
    .matching({ from: 'extension' })
    .filter(({ method, path }) => !/^(?:GET|HEAD|OPTIONS)$/.test(method) && !path.endsWith('/api/auth/refresh'))
    .map(({ method, path }) => `${method} ${path}`);

async function check(brain: AnythingLlmApp, chat: LibreChatApp, password: string): Promise<boolean> {
  try {
    const code = await run(
      'npm',
      ['run', '--silent', 'test:live', '--', '--anythingllm', brain.url, '--librechat', chat.url].concat(
        process.argv.slice(2),
      ),
      {
        TANDEM_ANYTHINGLLM_USERNAME: 'alice',
        TANDEM_ANYTHINGLLM_PASSWORD: password,
        TANDEM_LIBRECHAT_EMAIL: ALEX.email,
        TANDEM_LIBRECHAT_PASSWORD: ALEX.password,
      },
    );
    const written = [...writes(brain), ...writes(chat)];
    const asked = brain.log.matching({ from: 'extension' }).length + chat.log.matching({ from: 'extension' }).length;
    console.log(
      `AnythingLLM ${brain.mode}: ${asked} requests by Tandem, of which it wrote: ${written.join(', ') || 'none'}`,
    );
    return code === 0 && written.length === 0 && asked > 0;
  } finally {
    await Promise.all([brain.stop(), chat.stop()]);
  }
}

const multi = await check(await startAnythingLlm({ mode: 'multi' }), await startLibreChat(), 'alice-demo-1');
const single = await check(
  await startAnythingLlm({ mode: 'password' }),
  await startLibreChat({ basePath: '/chat/', sample: { conversations: 3_000 } }),
  'demo-password',
);
process.exitCode = multi && single ? 0 : 1;

import { startAnythingLlm } from '@/tests/apps/anythingllm';
import { ALEX, startLibreChat } from '@/tests/apps/librechat';
import { adapterContract } from './adapter-contract';
import { bearer, none, standInFetch } from './kit';

adapterContract("AnythingLLM's open mode", 'anythingllm', 'stock', async () => {
  const server = await startAnythingLlm();
  const items = server.state.workspaces.length;
  return { server, credentials: none, cookieHeader: '', identity: 'single', items };
});

adapterContract("AnythingLLM's password mode", 'anythingllm', 'stock', async () => {
  const server = await startAnythingLlm({ mode: 'password', passwordCostMs: 0 });
  const items = server.state.workspaces.length;
  return { server, credentials: bearer(server.tokenFor()), cookieHeader: '', identity: 'single', items };
});

adapterContract("AnythingLLM's multi-user mode", 'anythingllm', 'stock', async () => {
  const server = await startAnythingLlm({ mode: 'multi' });
  const items = server.state.workspaces.length;
  return { server, credentials: bearer(server.tokenFor('alice')), cookieHeader: '', identity: '1', items };
});

for (const shape of ['wrapped', 'flat', 'results'] as const) {
  adapterContract(`AnythingLLM's platform contract (${shape})`, 'anythingllm', 'platform', async () => {
    const server = await startAnythingLlm({
      mode: 'platform',
      platform: {
        settings: shape,
        user: shape === 'wrapped' ? shape : 'flat',
        workspaces: shape === 'wrapped' ? shape : 'array',
      },
    });
    server.state.sessions.set('of-alice', 1);
    const items = server.state.workspaces.length;
    return { server, credentials: none, cookieHeader: 'platform_session=of-alice', identity: '1', items };
  });
}

for (const version of ['0.8.7', '0.8.2'] as const) {
  adapterContract(`LibreChat ${version} under a sub-path`, 'librechat', 'stock', async () => {
    const server = await startLibreChat({ version, basePath: '/sub/', sample: { conversations: 60 } });
    for (let count = 0; count < 6; count += 1) {
      server.addConversation(ALEX.email, {
        updatedAt: '2026-11-01T00:00:00.000Z',
        createdAt: '2026-11-01T00:00:00.000Z',
      });
    }
    const { token, cookieHeader } = server.signIn(ALEX.email);
    const items = server.conversationsOf(ALEX.email).length;
    return { server, credentials: bearer(token), cookieHeader, identity: server.user(ALEX.email)._id, items };
  });
}

for (const [list, signedOut] of [
  ['wrapped', 'redirect'],
  ['bare', 'json'],
] as const) {
  adapterContract(`LibreChat's platform contract (${list})`, 'librechat', 'platform', async () => {
    const server = await startLibreChat({
      platform: { list, signedOut, settings: list === 'bare' ? 'flat' : 'wrapped' },
      sample: { conversations: 30 },
    });
    const answer = await standInFetch()(`${server.url}api/session`, {
      method: 'POST',
      body: JSON.stringify({ email: ALEX.email, password: ALEX.password }),
    });
    const cookieHeader = answer.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ');
    const items = server.conversationsOf(ALEX.email).filter((each) => !each.isArchived).length;
    return { server, credentials: none, cookieHeader, identity: server.user(ALEX.email)._id, items };
  });
}

import { expect, it } from 'vitest';
import { startAnythingLlm } from '../../apps/anythingllm';
import { ALEX, startLibreChat } from '../../apps/librechat';
import { World } from '../kit/world';

it('when an app is behind a platform’s gateway, then its account is kept in step', async () => {
  const [anythingllm, librechat] = await Promise.all([
    startAnythingLlm({ mode: 'platform', sample: 'demo' }),
    startLibreChat({ sample: 'demo', refreshGapMs: 0 }),
  ]);
  try {
    const world = new World();
    anythingllm.state.sessions.set('a-session', anythingllm.state.users[0]?.id ?? 0);
    world.cookies.set('platform_session', 'a-session');
    world.setCookies(librechat.signIn(ALEX.email).cookies);
    await world.connect('anythingllm', anythingllm);
    await world.connect('librechat', librechat);
    await world.quiet();
    const account = async () => {
      const headers = { cookie: 'platform_session=a-session', 'user-agent': 'Mozilla/5.0' };
      const answer = await fetch(`${anythingllm.url}api/system/settings`, { headers });
      return JSON.stringify(await answer.json());
    };
    const chat = await world.openPage('librechat', { 'ui.theme': 'light' });
    await world.quiet();
    await world.engine.settings.present.edit('ui.theme', { value: 'dark' });
    await world.engine.settings.present.edit('llm.temperature', { value: 0.4 });
    await world.quiet();
    expect(chat.held['ui.theme']).toBe('dark');
    expect(await account()).toContain('"theme":"dark"');
    expect(await account()).toMatch(/"temperature":"?0\.4/);
    const { settings, apps } = await world.shown();
    expect(apps.anythingllm.llm?.places).toMatchObject([{ place: 'account', temperature: 0.4 }]);
    expect(apps.anythingllm.ui?.theme).toBe('dark');
    expect(settings?.settings).toMatchObject({ dueWrites: [], outbox: [] });
  } finally {
    await Promise.all([anythingllm.stop(), librechat.stop()]);
  }
});

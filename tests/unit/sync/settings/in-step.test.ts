import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SettingsState } from '@/lib/model';
import { type AnythingLlmApp, startAnythingLlm } from '../../../apps/anythingllm';
import { ALEX, type LibreChatApp, startLibreChat } from '../../../apps/librechat';
import { World } from '../../kit/world';

let anythingllm: AnythingLlmApp;
let librechat: LibreChatApp;
let world: World;

beforeEach(async () => {
  [anythingllm, librechat] = await Promise.all([
    startAnythingLlm({ mode: 'open', sample: 'demo' }),
    startLibreChat({ sample: 'demo', refreshGapMs: 0 }),
  ]);
  world = new World();
});
afterEach(async () => {
  await world.quiet();
  await Promise.all([anythingllm.stop(), librechat.stop()]);
});

async function connectBoth(): Promise<void> {
  world.setCookies(librechat.signIn(ALEX.email).cookies);
  await world.connect('anythingllm', anythingllm);
  await world.connect('librechat', librechat);
  await world.quiet();
}

async function settings(): Promise<SettingsState> {
  const { settings: found } = await world.shown();
  if (!found) throw new Error('no settings');
  return found;
}

describe('the look of both apps', () => {
  it('J1 J2: is compared first where it differs, and in step at once where it is the same', async () => {
    await connectBoth();
    const brain = await world.openPage('anythingllm', { 'ui.theme': 'light', 'ui.language': 'de' });
    const chat = await world.openPage('librechat', { 'ui.theme': 'dark', 'ui.language': 'de-DE' });
    await world.quiet();
    expect(brain.held['ui.theme']).toBe('light');
    expect(chat.held['ui.theme']).toBe('dark');
    const { settings: state, changes } = await settings();
    const compared = state.questions.filter(({ kind }) => kind === 'compare');
    expect(compared.map(({ register }) => register)).toContain('ui.theme');
    expect(compared.map(({ register }) => register)).not.toContain('ui.language');
    expect(changes).toEqual([]);
  });

  it('follows the person’s hand in either page, and the panel', async () => {
    await connectBoth();
    const brain = await world.openPage('anythingllm', { 'ui.theme': 'light' });
    const chat = await world.openPage('librechat', { 'ui.theme': 'light' });
    await world.quiet();
    await brain.choose('ui.theme', 'dark');
    await world.quiet();
    expect(chat.held['ui.theme']).toBe('dark');
    await chat.choose('ui.theme', 'system');
    await world.quiet();
    expect(brain.held['ui.theme']).toBe('system');
    await world.engine.settings.edit('ui.theme', { value: 'light' });
    await world.quiet();
    expect([brain.held['ui.theme'], chat.held['ui.theme']]).toEqual(['light', 'light']);
    const { changes, settings: state } = await settings();
    expect(changes.map(({ place, to, state: end, by }) => [place, to, end, by])).toEqual([
      ['librechat/page', 'light', 'ok', 'edit'],
      ['anythingllm/page', 'light', 'ok', 'edit'],
      ['anythingllm/page', 'system', 'ok', 'place'],
      ['librechat/page', 'dark', 'ok', 'place'],
    ]);
    expect(state).toMatchObject({ waiting: [], outbox: [], conflicts: [] });
  });
});

describe('the model', () => {
  it('is compared with what LibreChat used last, and then follows AnythingLLM’s default', async () => {
    await connectBoth();
    await world.openPage('librechat', { 'llm.model': { endpoint: 'anthropic', model: 'claude-sonnet-4-5' } });
    await world.quiet();
    expect((await settings()).settings.questions).toMatchObject([
      {
        kind: 'compare',
        register: 'llm.model',
        options: [{ replica: 'anythingllm/system' }, { replica: 'librechat/last-used' }],
      },
    ]);
  });
});

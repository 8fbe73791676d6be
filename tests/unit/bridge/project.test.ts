import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answered, nothingToSee, projectFor } from '@/lib/bridge';
import { type AppId, appIds, initialRights, initialSettings, otherApp, type SharedState } from '@/lib/model';
import { appState, connectionOf, settingsState, sharedState } from './kit';

const allowing = (app: AppId) => settingsState({ rights: answered(initialRights, app, 'read-other', 'yes') });

describe('what code in an app’s page may see', () => {
  it('is its own app’s data and the settings at first', () => {
    const seen = projectFor('librechat', sharedState());
    expect(seen.workspaces).toBeNull();
    expect(seen.conversations?.map(({ title }) => title)).toEqual(['Tides']);
    expect(seen.user).toEqual({
      username: 'ann-librechat',
      name: 'Ann at LibreChat',
      email: 'ann@librechat',
      avatarUrl: null,
    });
    expect(seen.connection).toEqual({
      app: 'librechat',
      apps: { anythingllm: null, librechat: { session: 'signed-in', problem: null } },
      rights: { readOther: 'ask', change: 'ask' },
    });
    expect(projectFor('anythingllm', sharedState()).conversations).toBeNull();
  });

  it('is both apps’ data after a yes, for that app’s page alone', () => {
    const state = sharedState({ settings: allowing('librechat') });
    const seen = projectFor('librechat', state);
    expect(seen.workspaces).toBe(state.workspaces);
    expect(seen.user?.username).toBe('ann-anythingllm');
    expect(seen.connection?.apps.anythingllm).toEqual({ session: 'signed-in', problem: null });
    expect(projectFor('anythingllm', state).conversations).toBeNull();
  });

  it('is all on the platform contract, unless it was answered no', () => {
    const librechat = appState('librechat', { connection: connectionOf('librechat', { contract: 'platform' }) });
    const apps = { anythingllm: appState('anythingllm'), librechat };
    expect(projectFor('librechat', sharedState({ apps })).workspaces).toHaveLength(1);
    expect(projectFor('anythingllm', sharedState({ apps })).conversations).toBeNull();
    const settings = settingsState({ rights: answered(initialRights, 'librechat', 'read-other', 'no') });
    expect(projectFor('librechat', sharedState({ apps, settings })).workspaces).toBeNull();
  });

  it('is nothing at all once the bridge is off, or the app is not connected', () => {
    const state = sharedState({ settings: allowing('librechat') });
    const off: SharedState = { ...state, preferences: { ...state.preferences, bridge: 'off' } };
    expect(projectFor('librechat', off)).toEqual(nothingToSee);
    const apps = { ...state.apps, librechat: appState('librechat', { connection: null }) };
    expect(projectFor('librechat', { ...state, apps })).toEqual(nothingToSee);
  });

  it.each([
    ['signed-out', null],
    ['unseen', null],
    // Whose session has ended is still remembered, for their return.
    ['expired', 'ann'],
  ] as const)('is nothing of somebody whose session is %s', (session, identity) => {
    const { status } = appState('anythingllm');
    const anythingllm = appState('anythingllm', { status: { ...status, session, identity } });
    const state = sharedState({ settings: allowing('librechat') });
    const seen = projectFor('librechat', { ...state, apps: { ...state.apps, anythingllm } });
    expect(seen.workspaces).toBeNull();
    expect(seen.user?.username).toBe('ann-librechat');
    expect(projectFor('anythingllm', { ...state, apps: { ...state.apps, anythingllm } })).toMatchObject({
      user: null,
      llm: null,
      ui: null,
      workspaces: null,
      conversations: null,
    });
  });

  it('are the settings in step where there are any, and else the app’s own, in the form that both share', () => {
    expect(projectFor('librechat', sharedState()).llm).toEqual({
      provider: 'anthropic',
      model: 'claude',
      temperature: 0.5,
      maxTokens: null,
    });
    expect(projectFor('librechat', sharedState()).ui).toEqual({ theme: 'dark', language: 'fr', textSize: 4 });
    expect(projectFor('anythingllm', sharedState()).ui).toEqual({ theme: 'light', language: 'de', textSize: null });
    const registers = {
      'llm.model': { value: { value: { provider: 'ollama', model: 'llama' } }, seq: 1, from: 'edit' },
      'ui.theme': { value: { value: 'system', exact: { librechat: 'secret' } }, seq: 1, from: 'edit' },
    };
    const settings = settingsState({ settings: { ...initialSettings, registers } });
    for (const app of appIds) {
      expect(projectFor(app, sharedState({ settings })).llm).toMatchObject({ provider: 'ollama', model: 'llama' });
      expect(projectFor(app, sharedState({ settings })).ui?.theme).toBe('system');
    }
  });

  it('never holds a token, an identity, an address or anything else that is not named, whatever it may see', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...appIds),
        fc.constantFrom('yes', 'no', 'ask'),
        fc.constantFrom(...appIds, null),
        fc.constantFrom('signed-in', 'signed-out', 'asleep', 'expired'),
        (app, answer, gone, session) => {
          const state = sharedState({
            settings: settingsState({ rights: answered(initialRights, app, 'read-other', answer) }),
          });
          const apps = { ...state.apps };
          if (gone) apps[gone] = { ...apps[gone], status: { ...apps[gone].status, session } };
          const seen = projectFor(app, { ...state, apps });
          expect(JSON.stringify(seen)).not.toContain('secret');
          expect(JSON.stringify(seen)).not.toContain('nas');
          if (answer === 'yes') return;
          const other = otherApp[app];
          expect(JSON.stringify([seen.user, seen.connection])).not.toContain(`ann-${other}`);
          expect(other === 'anythingllm' ? seen.workspaces : seen.conversations).toBeNull();
        },
      ),
    );
  });
});

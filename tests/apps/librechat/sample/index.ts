import type { Settings } from '../options';
import { emptyState, type LibreChatState } from '../state';
import { createConfig, createConfigSignedIn } from './config';
import { addSampleConversations } from './conversations';
import { createEndpoints, createModels } from './models';
import { ALEX, BOB, createRoles, createUser } from './people';
import { addSamplePresets } from './presets';

const DEMO_CONVERSATIONS = 64;

/** The state that the options ask for: two people always, their things unless `sample` is 'empty'. */
export function createState(settings: Settings): LibreChatState {
  const state = emptyState();
  state.roles = createRoles();
  state.endpoints = createEndpoints();
  state.models = createModels();
  state.config = createConfig(settings);
  state.configSignedIn = createConfigSignedIn(settings);
  const alex = createUser(ALEX, 'ADMIN', settings.account);
  const bob = createUser(BOB, 'USER', settings.account);
  for (const user of [alex, bob]) {
    state.users.set(user._id, user);
    state.platformSettings.set(user._id, {
      provider: 'openAI',
      model: 'gpt-4o',
      temperature: 0.7,
      maxTokens: 2048,
      theme: 'system',
      language: 'en',
    });
  }
  if (settings.sample === 'empty') return state;
  const count = settings.sample === 'demo' ? DEMO_CONVERSATIONS : settings.sample.conversations;
  addSampleConversations(state, alex, count);
  addSampleConversations(state, bob, Math.min(count, 10));
  addSamplePresets(state, alex, 'without default');
  return state;
}

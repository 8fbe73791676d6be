import { objectIdOf, uuidOf } from '../ids';
import type { LibreChatState, Preset, User } from '../state';

/** Three presets of one person; none is a default unless `choice` says so. */
export function addSamplePresets(state: LibreChatState, user: User, choice: 'with default' | 'without default'): void {
  const add = (title: string, parameters: Record<string, unknown>): Preset => {
    const now = new Date().toISOString();
    const preset: Preset = {
      _id: objectIdOf(`preset ${user.email} ${title}`),
      presetId: uuidOf(`preset ${user.email} ${title}`),
      user: user._id,
      createdAt: now,
      isArchived: false,
      tags: [],
      title,
      endpoint: null,
      ...parameters,
      updatedAt: now,
    };
    state.presets.set(preset.presetId, preset);
    return preset;
  };
  const coder = add('Careful coder', {
    endpoint: 'openAI',
    model: 'gpt-4o',
    temperature: 0.2,
    max_tokens: 2048,
    promptPrefix: 'Be exact.',
  });
  if (choice === 'with default') Object.assign(coder, { defaultPreset: true, order: 0 });
  add('Storyteller', {
    endpoint: 'anthropic',
    model: 'claude-sonnet-4-5',
    temperature: 0.9,
    maxOutputTokens: 4096,
    topP: 0.95,
  });
  add('Local llama', { endpoint: 'ollama', endpointType: 'custom', model: 'llama3.1:8b', temperature: 0.7 });
}

import type { Router } from '../../kit';
import { type App, bodyOf, Slots, signedInRoutes } from '../app';
import { newObjectId, newUuid } from '../ids';
import type { Preset, User } from '../state';

/** The parameters that LibreChat's preset schema knows; others are dropped. */
const PARAMETERS = new Set(
  (
    'title endpoint endpointType model modelLabel chatGptLabel promptPrefix temperature top_p topP topK ' +
    'presence_penalty frequency_penalty max_tokens maxOutputTokens maxTokens maxContextTokens fileTokenLimit stop ' +
    'reasoning_effort reasoning_summary verbosity useResponsesApi web_search url_context disableStreaming ' +
    'imageDetail resendFiles promptCache promptCacheTtl thinking thinkingBudget thinkingLevel thinkingDisplay ' +
    'effort region artifacts spec iconURL greeting agent_id assistant_id instructions tools tags isArchived'
  ).split(' '),
);

/** Presets, which are the only model choice that LibreChat keeps on the server. */
export function addPresetRoutes(router: Router, app: App): void {
  const route = signedInRoutes(router, app);
  const database = new Slots(2, app.settings.saveGapMs);
  route('get', '/api/presets', (ctx, user) => ctx.json(200, sorted(app, user).map(documentOf)));
  route('post', '/api/presets', async (ctx, user) => {
    const body = bodyOf(ctx);
    const saved = await database.readThenSave(
      () => presetsOf(app, user).find((preset) => preset.defaultPreset),
      (formerDefault) => save(app, user, body, formerDefault),
    );
    ctx.json(201, saved ? documentOf(saved) : { message: 'Error saving preset' });
  });
  route('post', '/api/presets/delete', (ctx, user) => {
    const { presetId } = bodyOf(ctx);
    const doomed = presetsOf(app, user).filter((preset) => presetId === undefined || preset.presetId === presetId);
    for (const preset of doomed) app.state.presets.delete(preset.presetId);
    ctx.json(201, { acknowledged: true, deletedCount: doomed.length });
  });
}

const documentOf = (preset: Preset): Record<string, unknown> => ({ ...preset, __v: 0 });

const presetsOf = (app: App, user: User): Preset[] =>
  [...app.state.presets.values()].filter((preset) => preset.user === user._id);

/** Defaults first, then the latest change first. */
function sorted(app: App, user: User): Preset[] {
  const rank = (preset: Preset): number => preset.order ?? Number.MAX_SAFE_INTEGER;
  return presetsOf(app, user).sort((a, b) => rank(a) - rank(b) || b.updatedAt.localeCompare(a.updatedAt));
}

/**
 * Creates a preset, or merges into the one with the same id. Undefined when the id belongs to somebody else. The former
 * default was looked up earlier, so two savers at once can leave two defaults (measured: facts/librechat-two-defaults).
 */
function save(
  app: App,
  user: User,
  body: Record<string, unknown>,
  formerDefault: Preset | undefined,
): Preset | undefined {
  const presetId = typeof body.presetId === 'string' ? body.presetId : newUuid();
  const found = app.state.presets.get(presetId);
  if (found && found.user !== user._id) return undefined;
  const now = new Date().toISOString();
  const preset = found ?? createPreset(user, presetId, now);
  for (const [name, value] of Object.entries(body)) if (PARAMETERS.has(name)) preset[name] = value;
  if (body.defaultPreset === true) {
    if (formerDefault && formerDefault !== preset) dropDefault(formerDefault, now);
    preset.defaultPreset = true;
    preset.order = 0;
  } else if (body.defaultPreset === false) {
    dropDefault(preset, now);
  }
  preset.updatedAt = now;
  app.state.presets.set(presetId, preset);
  return preset;
}

function dropDefault(preset: Preset, now: string): void {
  delete preset.defaultPreset;
  delete preset.order;
  preset.updatedAt = now;
}

const createPreset = (user: User, presetId: string, now: string): Preset => ({
  _id: newObjectId(),
  presetId,
  user: user._id,
  createdAt: now,
  isArchived: false,
  tags: [],
  title: 'New Chat',
  endpoint: null,
  updatedAt: now,
});

import type { Router } from '../../kit';
import { nextId, type SlashPreset } from '../state';
import type { App } from './app';
import { guarded } from './guard';
import { fieldsOf } from './http';
import { isOwn } from './workspace-access';

const RESERVED = ['/reset', '/img'];

/** Lower case, other characters become dashes, with a slash in front. */
const commandOf = (value: unknown): string => {
  const bare = String(value ?? '')
    .toLowerCase()
    .replace(/^\//, '');
  return `/${bare.replace(/[^a-z0-9_-]+/g, '-')}`;
};

/** A preset as it is shown after a write; the list shows four fields only. */
const wholeRow = (preset: SlashPreset): Record<string, unknown> => ({
  id: preset.id,
  command: preset.command,
  prompt: preset.prompt,
  description: preset.description,
  uid: preset.userId ?? 0,
  userId: preset.userId,
  createdAt: preset.createdAt,
  lastUpdatedAt: preset.createdAt,
});

export function presetRoutes(app: App, router: Router): void {
  const path = '/api/system/slash-command-presets';
  const { state } = app;
  const refuse = 'Cannot create a preset with a command that matches a system command';
  router.get(
    path,
    guarded(app, {}, (ctx, session) => {
      const own = state.presets.filter(({ userId }) => isOwn(userId, session));
      ctx.json(200, {
        presets: own.map(({ id, command, prompt, description }) => ({ id, command, prompt, description })),
      });
    }),
  );
  router.post(
    path,
    guarded(app, {}, (ctx, session) => {
      const { command, prompt, description } = fieldsOf(ctx);
      const wanted = commandOf(command);
      if (RESERVED.includes(wanted)) {
        ctx.json(400, { message: refuse });
        return;
      }
      const existing = state.presets.find((each) => each.command === wanted && isOwn(each.userId, session));
      const preset = existing ?? {
        id: nextId(state.presets),
        command: wanted,
        prompt: String(prompt),
        description: String(description),
        userId: session.user?.id ?? null,
        createdAt: new Date().toISOString(),
      };
      if (existing === undefined) state.presets.push(preset);
      ctx.json(201, { preset: wholeRow(preset) });
    }),
  );
  router.post(
    `${path}/:id`,
    guarded(app, {}, (ctx, session) => {
      const preset = state.presets.find(({ id, userId }) => String(id) === ctx.params.id && isOwn(userId, session));
      if (preset === undefined) {
        ctx.json(404, { message: 'Preset not found' });
        return;
      }
      const { command, prompt, description } = fieldsOf(ctx);
      Object.assign(preset, { command: commandOf(command), prompt, description });
      ctx.json(200, { preset: wholeRow(preset) });
    }),
  );
  router.delete(
    `${path}/:id`,
    guarded(app, {}, (ctx, session) => {
      const preset = state.presets.find(({ id, userId }) => String(id) === ctx.params.id && isOwn(userId, session));
      state.presets = state.presets.filter((each) => each !== preset);
      if (preset === undefined) ctx.json(403, { message: 'Failed to delete preset' });
      else ctx.empty(204);
    }),
  );
}

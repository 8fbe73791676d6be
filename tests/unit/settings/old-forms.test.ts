import { describe, expect, it } from 'vitest';
import { type Change, type Json, workspacePlace } from '@/lib/model';
import { replacedAt } from '@/lib/settings/change-history';
import type { Replica } from '@/lib/settings/rules';
import { TwoApps } from './two-apps';

const preset = 'librechat/preset' as const;
const hour = 60 * 60_000;

/** A form of LibreChat's page that was opened now; it saves the whole preset, whatever else was changed since. */
function presetEditor(both: TwoApps) {
  const [ours] = both.defaults();
  if (!ours) throw new Error('no preset');
  const opened = { ...ours };
  return async (changes: Record<string, unknown>) => {
    Object.assign(ours, opened, changes, { updatedAt: new Date().toISOString() });
    await both.saved('librechat', 'api/presets');
  };
}

/** The same for a workspace of AnythingLLM. */
function workspaceForm(both: TwoApps) {
  const [workspace] = both.anythingllm.state.workspaces;
  if (!workspace) throw new Error('no workspace');
  const { chatProvider, chatModel, openAiTemp } = workspace;
  const opened = { chatProvider, chatModel, openAiTemp: openAiTemp ?? 0.7 };
  const save = async () => {
    Object.assign(workspace, opened, { openAiPrompt: 'Be brief.' });
    await both.saved('anythingllm', `api/workspace/${workspace.slug}/update`);
  };
  return { place: workspacePlace(workspace.slug), save };
}

async function withPreset(): Promise<TwoApps> {
  const both = await TwoApps.start();
  await both.setRole('llm.model', preset, 'on');
  await both.edit('llm.temperature', 0.3);
  return both;
}

it('O4: when LibreChat’s editor saves an older value, then it spreads and is listed', async () => {
  const both = await withPreset();
  const save = presetEditor(both);
  await both.edit('llm.temperature', 0.5);
  await both.edit('llm.temperature', 0.7);
  await save({ title: 'Renamed' });
  expect((await both.settings()).registers['llm.temperature']).toMatchObject({ value: { value: 0.3 }, from: preset });
  expect(await both.conflicts()).toEqual([`0.3 from ${preset}, not 0.7 from edit`]);

  // One click back.
  const [conflict] = (await both.settings()).conflicts;
  await both.command((keeper) => keeper.resolveConflict(conflict?.id ?? '', 'lost'));
  expect(both.defaults()).toMatchObject([{ temperature: 0.7, title: 'Renamed' }]);
  expect(await both.conflicts()).toEqual([]);
});

it('O4: when a workspace’s form saves 0.7 for no temperature, then it is listed', async () => {
  const both = await TwoApps.start();
  Object.assign(both.anythingllm.state.workspaces[0] ?? {}, { openAiTemp: null });
  const { place, save } = workspaceForm(both);
  await both.setRole('llm.temperature', place, 'on');
  await both.edit('llm.temperature', 0.2);
  await save();
  expect(await both.conflicts()).toEqual([`0.7 from ${place}, not 0.2 from edit`]);
});

it('O4: when two values go back and forth, then one conflict is listed', async () => {
  const both = await withPreset();
  const older = presetEditor(both);
  await both.edit('llm.temperature', 0.7);
  const newer = presetEditor(both);
  await older({});
  expect(await both.conflicts()).toEqual([`0.3 from ${preset}, not 0.7 from edit`]);
  const { place } = workspaceForm(both);
  await both.keeper.setRole('llm.temperature', place, 'on');
  await both.keeper.compare([{ register: 'llm.temperature', take: preset }], 'follow');
  await older({});
  await newer({});
  const { save } = workspaceForm(both);
  await older({});
  await save();
  expect(await both.conflicts()).toEqual([`0.7 from ${place}, not 0.3 from ${preset}`]);
});

describe('what writes of ours replaced at a place', () => {
  const now = Date.parse('2026-01-02T00:00:00Z');
  const write = (from: Json, to: Json, more: Partial<Change> = {}) => ({
    register: 'llm.temperature' as const,
    place: preset,
    from: { value: from },
    to,
    state: 'ok' as const,
    got: null,
    at: new Date(now - hour).toISOString(),
    ...more,
  });
  const at = (value: Json, changes: readonly ReturnType<typeof write>[], more: Partial<Replica> = {}) => {
    const lastWrite = { target: value, state: 'ok' } as const;
    return replacedAt(
      changes,
      { register: 'llm.temperature', id: preset, link: { state: 'joined', base: { value } }, lastWrite, ...more },
      now,
    );
  };

  it('O4: when writes of ours replaced values, then all since another change count', () => {
    expect(at(0.9, [write(0.7, 0.9), write(0.5, 0.7), write(0.1, 0.4)])).toEqual([0.7, 0.5]);
  });

  it('O4: when somebody changed the place since, then nothing replaced counts', () => {
    expect(at(0.8, [write(0.7, 0.9)])).toEqual([]);
    expect(at(0.9, [write(0.7, 0.9)], { lastWrite: null })).toEqual([]);
  });

  it('O4: when a write did not come, then what it replaced does not count', () => {
    const changes = [
      write(1, 1.8, { state: 'sending' }),
      write(1, 1.7, { state: 'refused' }),
      write(0.5, 1.5, { state: 'coerced', got: 1 }),
    ];
    expect(at(1, changes)).toEqual([0.5]);
  });

  it('O4: when a write is a day old or of another place, then it does not count', () => {
    const old = write(0.5, 0.7, { at: new Date(now - 25 * hour).toISOString() });
    const elsewhere = [write(0.1, 0.9, { place: 'anythingllm/system' }), write(0.2, 0.9, { register: 'llm.model' })];
    expect(at(0.9, [...elsewhere, write(0.7, 0.9), old])).toEqual([0.7]);
  });

  it('O4: when no temperature was set, then what AnythingLLM’s form shows counts', () => {
    expect(at(0.2, [write(null, 0.2)])).toEqual([null, 0.7, 0]);
  });

  it('O4: when the place is a page, then nothing replaced counts', () => {
    const page = 'anythingllm/page';
    expect(at(0.9, [write(0.7, 0.9, { place: page })], { id: page })).toEqual([]);
  });
});

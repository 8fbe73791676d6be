import { expect, test } from 'vitest';
import { DiagnosticLog, logLines } from '@/lib/diagnostics';
import { initialSettings, type Replica, type Settings } from '@/lib/model';
import { noteChanges } from '@/lib/settings/note-changes';
import { replica } from '../settings/rules/kit';

const place = 'anythingllm/workspace:garden';
const settingsWith = (lastWrite: Replica['lastWrite'], pinned: Replica['pinned'] = null): Settings => ({
  ...initialSettings,
  replicas: [replica('llm.model', place, { lastWrite, pinned })],
});

/** What is noted of a commit, without its time. */
function noted(before: Settings, after: Settings): string[] {
  const log = new DiagnosticLog(() => 0);
  noteChanges(log, before, after);
  return logLines(log.entries, 0).map((line) => line.slice('-0.0 '.length));
}

const where = 'place=workspace register=llm.model';

test.each<[Replica['lastWrite'], string]>([
  [{ state: 'ok', target: 'a' }, `setting-written ${where} outcome=ok`],
  [{ state: 'coerced', target: 'a', got: 'b' }, `setting-written ${where} outcome=coerced`],
  [{ state: 'refused', target: 'a', code: 'gone' }, `setting-written ${where} outcome=refused code=gone`],
  [{ state: 'refused', target: 'a', code: 'a secret' }, `setting-written ${where} outcome=refused code=other`],
])('when a write ends as %o, then that is noted once', (lastWrite, line) => {
  expect(noted(settingsWith({ state: 'sending', target: 'a' }), settingsWith(lastWrite))).toEqual([line]);
  expect(noted(settingsWith(lastWrite), settingsWith(lastWrite))).toEqual([]);
});

test.each(['choice', 'no'] as const)(
  'when a place keeps its value by the person’s %s, then that is noted once',
  (by) => {
    const kept = settingsWith(null, { by, against: 'a' });
    expect(noted(settingsWith(null), kept)).toEqual([`setting-kept-back ${where} rule=W4`]);
    expect(noted(kept, kept)).toEqual([]);
  },
);

test.each(['others', 'mode'] as const)(
  'when a write is asked for because of “%s”, then rule W5 is noted once',
  (why) => {
    const question = {
      kind: 'approve',
      register: 'llm.model',
      place,
      now: 'absent',
      target: 'a',
      why,
    } as const;
    const asked: Settings = { ...initialSettings, questions: [question] };
    expect(noted(initialSettings, asked)).toEqual([`setting-kept-back ${where} rule=W5`]);
    expect(noted(asked, asked)).toEqual([]);
  },
);

test('when a place can’t hold a value, then rule W1 is noted once', () => {
  const lacking: Settings = { ...initialSettings, unsupported: [{ register: 'llm.model', place }] };
  expect(noted(initialSettings, lacking)).toEqual([`setting-kept-back ${where} rule=W1`]);
  expect(noted(lacking, lacking)).toEqual([]);
});

test.each([
  ['edit', 'conflict register=ui.theme rule=O1 kept=edit lost=workspace'],
  ['librechat/page', 'conflict register=ui.theme rule=O2-O4 kept=page lost=workspace'],
])('when a value from %s is kept against another, then the conflict is noted once', (from, line) => {
  const sides = { kept: { value: 'dark', from }, lost: { value: 'light', from: place } };
  const conflict = { id: '1', register: 'ui.theme', ...sides, seq: 1, at: '2026-11-29T12:00:00Z' } as const;
  const torn: Settings = { ...initialSettings, conflicts: [conflict] };
  expect(noted(initialSettings, torn)).toEqual([line]);
  expect(noted(torn, torn)).toEqual([]);
});

import { expect, it } from 'vitest';
import { initialStatus, isSameProblem, type ProblemDetails } from '@/lib/model';
import { decodeRecord } from '@/lib/store';

const banned: ProblemDetails = { code: 'banned', params: { app: 'librechat' } };

it('when 0.1 stored a problem as a sentence, then the status opens without it', () => {
  const problem = {
    code: 'banned',
    message: 'LibreChat has blocked your account.',
    transient: true,
    since: '2026-11-22T12:00:00.000Z',
  };
  const status = { ...initialStatus, session: 'signed-in', identity: '1' };
  const stored = JSON.stringify({ v: 1, rev: 1, data: { ...status, problem } });
  expect(decodeRecord('status', stored)).toEqual({ ok: true, rev: 1, data: { ...status, problem: null } });
});

it('when code or parameters differ, then it is another problem', () => {
  expect(isSameProblem(banned, { code: 'banned', params: { app: 'librechat' } })).toBe(true);
  expect(isSameProblem(banned, { code: 'banned', params: { app: 'anythingllm' } })).toBe(false);
  expect(isSameProblem(banned, { code: 'rate-limited', params: { app: 'librechat' } })).toBe(false);
});

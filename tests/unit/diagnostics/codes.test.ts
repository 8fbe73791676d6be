import fc from 'fast-check';
import { expect, test } from 'vitest';
import { panelWords } from '@/components/words/en/panel';
import { failureOf, refusalOf } from '@/lib/diagnostics';
import { ServerError, SignedOutError, UnexpectedAnswerError, UnreachableError } from '@/lib/errors';
import { placeKind } from '@/lib/model';

test('when a place refuses a change, then its code is told as it is', () => {
  expect(Object.keys(panelWords.stand.refused).filter((code) => refusalOf(code) !== code)).toEqual([]);
});

test('when an error of Tandem’s is thrown, then its code is told, not its words', () => {
  expect(failureOf(new UnreachableError('librechat', 'http://nas:3080', 'refused'))).toEqual({
    code: 'unreachable',
    reason: 'refused',
  });
  expect(failureOf(new SignedOutError('librechat', 'suspended'))).toEqual({ code: 'signed-out', reason: 'suspended' });
  expect(failureOf(new ServerError('librechat', 502))).toEqual({ code: 'server-error', status: 502 });
  const answer = new UnexpectedAnswerError('librechat', 'api/convos', 200, 'schema', 'title');
  expect(failureOf(answer)).toEqual({ code: 'unexpected-answer', reason: 'schema', status: 200 });
});

test('when anything else is thrown, then only its kind is told', () => {
  expect(failureOf(new TypeError('secret'))).toEqual({ code: 'unexpected', reason: 'TypeError' });
  expect(failureOf('secret')).toEqual({ code: 'unexpected', reason: 'other' });
});

test('when a text is no known code, then it is told as “other”', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(refusalOf(`x ${text}`)).toBe('other');
      expect(placeKind(`anythingllm/x ${text}`)).toBe('other');
      expect(placeKind(`anythingllm/workspace:${text}`)).toBe('workspace');
    }),
  );
});

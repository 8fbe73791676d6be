import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AppHttp, Classify } from '@/lib/apps/http';
import { createHttp } from '@/lib/apps/ky-http';
import { TandemError, UnexpectedAnswerError } from '@/lib/errors';
import type { Address, AppId } from '@/lib/model';
import { type Exchange, loadRecording } from './kit';

/** A recorded exchange and the recording that it is from. */
export interface Recorded extends Exchange {
  readonly recording: string;
}

/** Every recorded exchange of an app whose method and path (without the query) fit. */
export function recordedAt(app: AppId, method: string, path: RegExp): Recorded[] {
  const names = readdirSync(new URL(`./recorded/${app}/`, import.meta.url))
    .filter((file) => /^(?:\d|open|password|multi|archive).*\.json$/.test(file))
    .map((file) => file.replace(/\.json$/, ''));
  return names.flatMap((name) =>
    loadRecording(`${app}/${name}`)
      .exchanges.filter(({ request }) => request.method === method && path.test(request.path.split('?')[0] ?? ''))
      .map((exchange) => ({ ...exchange, recording: name })),
  );
}

export const address: Address = { origin: 'http://recorded.test', basePath: '/' };

const page = '<!doctype html><html><head></head><body><div id="root"></div></body></html>';

/** Tandem's own client before a server that gives this one recorded answer to everything. */
export function answering(app: AppId, { response }: Recorded, classify: Classify) {
  const { status, headers, body } = response;
  const text = body === '(html page)' ? page : typeof body === 'string' ? body : JSON.stringify(body);
  const isJson = /json/.test(headers['content-type'] ?? '');
  const sent = isJson && typeof body === 'string' && body !== '' ? JSON.stringify(body) : text;
  return createHttp({
    address,
    app,
    credentials: { kind: 'bearer', token: 'a.b.c' },
    cookies: 'include',
    classify,
    fetch: async () => new Response([204, 304].includes(status) || sent === '' ? null : sent, { status, headers }),
  });
}

/** What came of a call: `ok`, or the error's code with what distinguishes it further. */
export async function outcomeOf(call: () => Promise<unknown>): Promise<string> {
  try {
    await call();
    return 'ok';
  } catch (error) {
    if (!(error instanceof TandemError)) throw error;
    if (error instanceof UnexpectedAnswerError) return `${error.code} ${error.fault}`;
    const reason = 'reason' in error ? ` ${error.reason}` : '';
    return `${error.code}${reason}`;
  }
}

/** An exchange's answer in one line, to look up what must come of it. */
export function answerLine({ response }: Recorded): string {
  const { status, body } = response;
  if (status >= 200 && status < 300 && typeof body === 'object' && body !== null) return `${status} json`;
  return `${status} ${typeof body === 'string' ? body : body === null ? '' : JSON.stringify(body)}`.trim();
}

interface Understood {
  readonly app: AppId;
  readonly classify: Classify;
  /** What must come of each answer that was recorded; an answer that is missing here fails. */
  readonly expected: Readonly<Record<string, string>>;
  /** How many answers to each request were recorded, at least. */
  readonly least: number;
}

/** Tests that a request of Tandem's, and what it makes of the answer in the model, fit every recorded answer. */
export const understood =
  ({ app, classify, expected, least }: Understood) =>
  (method: 'GET' | 'POST', path: RegExp, call: (http: AppHttp) => Promise<unknown>) => {
    const found = recordedAt(app, method, path);
    describe(`${app} ${path.source}`, () => {
      it.each(found.map((each) => [`${each.recording}: ${each.name}`, each] as const))(
        'when the app answered as recorded, then it is understood: %s',
        async (_title, recorded) => {
          const http = answering(app, recorded, classify);
          expect(await outcomeOf(() => call(http))).toBe(expected[answerLine(recorded)]);
        },
      );
      it('when the app was recorded, then with this request', () => expect(found.length).toBeGreaterThanOrEqual(least));
    });
  };

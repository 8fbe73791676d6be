import { afterEach, describe, expect, it, vi } from 'vitest';
import { send } from '@/lib/page/runtime';

/** The background answers as lib/platform does: `{ value }`, `{ error }`, or not at all. */
const background = (sendMessage: () => Promise<unknown>) => vi.stubGlobal('browser', { runtime: { sendMessage } });

describe('send', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('gives the value that the background answers', async () => {
    const welcome = { app: 'librechat', basePath: '/', launcher: { top: 0.25 } };
    background(async () => ({ value: welcome }));
    expect(await send({ type: 'page-hello' })).toEqual(welcome);
    background(async () => ({ value: null }));
    expect(await send({ type: 'page-hello' })).toBeNull();
  });

  it('gives undefined where there is no answer', async () => {
    background(async () => ({ error: 'failed' }));
    expect(await send({ type: 'page-hello' })).toBeUndefined();
    background(async () => undefined);
    expect(await send({ type: 'page-hello' })).toBeUndefined();
    background(async () => Promise.reject(new Error('Receiving end does not exist')));
    expect(await send({ type: 'page-hello' })).toBeUndefined();
  });
});

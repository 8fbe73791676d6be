import * as z from 'zod/mini';
import { NotFoundError, UnexpectedAnswerError } from '@/lib/errors';
import { type AppHttp, freshValue, type RequestOptions } from '../http';
import { wireId, wireKey } from '../values';
import { clearRefusal } from './clear-refusal';
import { historyWire } from './transcript';

type Options = Pick<RequestOptions, 'signal'>;

/** A thread by its workspace's slug and its own. */
export interface ThreadName {
  readonly workspaceSlug: string;
  readonly slug: string;
}

const part = encodeURIComponent;
const threadPath = ({ workspaceSlug, slug }: ThreadName) => `api/workspace/${part(workspaceSlug)}/thread/${part(slug)}`;

const threadWire = z.looseObject({ thread: z.looseObject({ slug: wireKey }) });
const okWire = z.literal('OK');

/** Makes a thread, which is called "Thread" until it is named. A name that is sent along is ignored. */
export async function newThread(http: AppHttp, workspaceSlug: string, { signal }: Options): Promise<ThreadName> {
  const path = `api/workspace/${part(workspaceSlug)}/thread/new`;
  const { thread } = await clearRefusal(http, signal, () => http.post(path, undefined, threadWire, { signal }));
  return { workspaceSlug, slug: thread.slug };
}

export async function nameThread(http: AppHttp, thread: ThreadName, name: string, { signal }: Options): Promise<void> {
  const path = `${threadPath(thread)}/update`;
  await clearRefusal(http, signal, () => http.post(path, { name }, threadWire, { signal }));
}

/** Whether anything was said in a thread. One that is gone is not used. */
export async function isUsed(http: AppHttp, thread: ThreadName, { signal }: Options): Promise<boolean> {
  try {
    const { history } = freshValue(await http.get(`${threadPath(thread)}/chats`, historyWire, { signal }));
    return history.items.length > 0;
  } catch (error) {
    if (error instanceof NotFoundError) return false;
    throw error;
  }
}

/** Deletes one thread and makes sure that it is gone. That it was gone already is no failure. */
export async function deleteThread(http: AppHttp, thread: ThreadName, { signal }: Options): Promise<void> {
  const path = threadPath(thread);
  try {
    await clearRefusal(http, signal, () => http.delete(path, undefined, okWire, { signal, contentType: 'any' }));
    await http.get(`${path}/chats`, historyWire, { signal });
  } catch (error) {
    if (error instanceof NotFoundError) return;
    throw error;
  }
  throw new UnexpectedAnswerError('anythingllm', path, 200, 'status');
}

const parsedWire = z.looseObject({
  files: z.array(z.looseObject({ id: wireId, threadId: z.nullish(wireId) })).check(z.minLength(1)),
});

/**
 * Attaches a text to a thread, as the page does with a file that is dropped there: every member may (measured:
 * facts/anythingllm-attach). The thread's next chats have it in their context.
 */
export async function attachText(
  http: AppHttp,
  thread: ThreadName,
  file: { readonly name: string; readonly text: string },
  { signal }: Options,
): Promise<void> {
  const form = new FormData();
  // Fields before the file: the server reads them in this order.
  form.append('threadSlug', thread.slug);
  form.append('file', new Blob([file.text], { type: 'text/plain' }), file.name);
  const path = `api/workspace/${part(thread.workspaceSlug)}/parse`;
  const { files } = await clearRefusal(http, signal, () => http.post(path, form, parsedWire, { signal }));
  // Without a thread it is attached to the workspace's own chats.
  if (files.every(({ threadId }) => threadId == null)) {
    throw new UnexpectedAnswerError('anythingllm', path, 200, 'schema', 'threadId');
  }
}

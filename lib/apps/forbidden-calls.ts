/** A call as `AppHttp` is asked for it. */
interface AskedCall {
  readonly method: string;
  /** Relative to the app's base. */
  readonly path: string;
  readonly body?: unknown;
}

/** Tandem's own code asked for a call that it must never send. */
export class ForbiddenCallError extends Error {
  constructor(readonly rule: string) {
    super(`never sent: ${rule}`);
    this.name = 'ForbiddenCallError';
  }
}

const hasOnly = (value: unknown, keys: readonly string[]): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.keys(value).every((key) => keys.includes(key));

/**
 * `{arg: {conversationId, source: 'button'}}` with one id. Other forms may delete more, up to all that the person has
 * (measured: librechat/archive-21-delete-all-traps).
 */
function namesOneConversation(body: unknown): boolean {
  if (!hasOnly(body, ['arg']) || !hasOnly(body.arg, ['conversationId', 'source'])) return false;
  const { conversationId, source } = body.arg;
  return typeof conversationId === 'string' && conversationId.trim() !== '' && source === 'button';
}

/** Calls that destroy what belongs to others or to everybody, start programs, or never end. */
const rules: readonly [name: string, method: string, path: RegExp, isAllowed?: (body: unknown) => boolean][] = [
  ['delete all conversations', 'DELETE', /^api\/convos\/all$/],
  ['delete conversations without one id', 'DELETE', /^api\/convos$/, namesOneConversation],
  ['delete the turns of everybody', 'DELETE', /^api\/system\/workspace-chats\/-1$/],
  // Its list of tools starts the configured MCP servers.
  ['list the tools of scheduled jobs', 'GET', /^api\/scheduled-jobs\/available-tools$/],
  // Of a file that was read as text it never answers, and no list tells which files were.
  ['download a file', 'GET', /^api\/files\/download(?:\/|$)/],
];

/** Throws `ForbiddenCallError` before anything is sent. */
export function refuseForbidden({ method, path, body }: AskedCall): void {
  const plain = plainPath(path);
  const rule = rules.find((each) => each[1] === method && each[2].test(plain) && !each[3]?.(body));
  if (rule) throw new ForbiddenCallError(rule[0]);
}

/** As the server reads it: without the query, dots, escapes, capitals and slashes too many. */
function plainPath(path: string): string {
  const { pathname } = new URL(path.replace(/^\/+/, ''), 'http://-/');
  let plain = pathname;
  try {
    plain = decodeURIComponent(pathname);
  } catch {
    // Half an escape stays as it is: no server reads it as one of these paths.
  }
  return plain
    .toLowerCase()
    .replace(/\/+/g, '/')
    .replace(/^\/|\/$/g, '');
}

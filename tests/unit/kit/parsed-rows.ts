import { workspaceWire } from '@/lib/apps/anythingllm/wire';
import { conversationWire } from '@/lib/apps/librechat/wire';
import { conversationSchema, workspaceSchema } from '@/lib/model';

/** How many rows of answers and stored items of the long lists are parsed while the work is done. */
export async function parsedRows(work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const restore = [conversationWire, workspaceWire, conversationSchema, workspaceSchema].map((schema) => {
    const { parse, safeParse } = schema;
    const counted =
      (call: unknown) =>
      (...given: readonly unknown[]): unknown => {
        count += 1;
        return (call as (...given: readonly unknown[]) => unknown)(...given);
      };
    Object.assign(schema, { parse: counted(parse), safeParse: counted(safeParse) });
    return () => Object.assign(schema, { parse, safeParse });
  });
  try {
    await work();
  } finally {
    for (const back of restore) back();
  }
  return count;
}

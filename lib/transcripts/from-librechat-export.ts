import * as z from 'zod/mini';
import { messagesWire, toTranscript } from '@/lib/apps/librechat/transcript';
import { isoTime, rowFlag, rowText, text } from '@/lib/apps/values';
import type { Transcript } from '@/lib/model';

/** One conversation as LibreChat's page exports it: a flat list, or a tree. */
export const librechatExport = z
  .object({
    conversationId: z.string().check(z.minLength(1)),
    title: rowText,
    endpoint: rowText,
    options: z.catch(
      z.nullish(z.object({ model: rowText, isArchived: rowFlag, createdAt: rowText, updatedAt: rowText })),
      null,
    ),
    messages: z.optional(z.array(z.unknown())),
    messagesTree: z.optional(z.array(z.unknown())),
  })
  .check(z.refine(({ messages, messagesTree }) => messages !== undefined || messagesTree !== undefined));

export function fromLibreChatExport(wire: z.infer<typeof librechatExport>): Transcript {
  const messages = messagesWire.parse(wire.messages ?? flattened(wire.messagesTree ?? []));
  const listed = {
    chat: { kind: 'conversation' as const, id: wire.conversationId },
    title: text(wire.title) ?? '',
    workspace: null,
    endpoint: text(wire.endpoint),
    model: text(wire.options?.model),
    createdAt: isoTime(wire.options?.createdAt),
    updatedAt: isoTime(wire.options?.updatedAt),
    archived: wire.options?.isArchived === true,
  };
  return toTranscript(listed, messages);
}

/** Without calls of itself: a file may be nested as deeply as it likes. */
function flattened(tree: readonly unknown[]): unknown[] {
  const flat: unknown[] = [];
  const queue = tree.map((node) => ({ node, parent: null as unknown }));
  // The queue grows while it is read.
  for (const { node, parent } of queue) {
    if (typeof node !== 'object' || node === null) {
      flat.push(node);
      continue;
    }
    const { children, ...message } = node as Record<string, unknown>;
    flat.push({ ...message, parentMessageId: parent });
    if (Array.isArray(children)) for (const child of children) queue.push({ node: child, parent: message.messageId });
  }
  return flat;
}

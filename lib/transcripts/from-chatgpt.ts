import * as z from 'zod/mini';
import { absoluteWebUrl, isoTime, numeric, text } from '@/lib/apps/values';
import { inTreeOrder, type Message, type Transcript } from '@/lib/model';
import { recordOf } from './record';

/** One of the conversations in ChatGPT's `conversations.json`. Times are seconds. */
export const chatGptConversation = z.object({
  mapping: z.record(z.string(), z.unknown()),
  title: z.optional(z.unknown()),
  conversation_id: z.optional(z.unknown()),
  id: z.optional(z.unknown()),
  create_time: z.optional(z.unknown()),
  update_time: z.optional(z.unknown()),
  is_archived: z.optional(z.unknown()),
});

const lenient = <T>(schema: z.ZodMiniType<T>) => z.catch(z.nullish(schema), null);

const nodeSchema = z.object({
  parent: lenient(z.string()),
  message: lenient(
    z.object({
      author: z.object({ role: z.string() }),
      create_time: z.optional(z.unknown()),
      recipient: z.optional(z.unknown()),
      content: lenient(
        z.object({
          content_type: lenient(z.string()),
          parts: lenient(z.array(z.unknown())),
          text: lenient(z.string()),
          thoughts: lenient(z.array(z.unknown())),
        }),
      ),
      metadata: lenient(
        z.object({
          model_slug: lenient(z.string()),
          is_visually_hidden_from_conversation: lenient(z.boolean()),
          attachments: lenient(z.array(z.unknown())),
          citations: lenient(z.array(z.unknown())),
        }),
      ),
    }),
  ),
});
type Node = z.infer<typeof nodeSchema>;

export function fromChatGpt(wire: z.infer<typeof chatGptConversation>): Transcript {
  const nodes = new Map<string, Node>();
  let leftOut = 0;
  for (const [id, value] of Object.entries(wire.mapping)) {
    const node = nodeSchema.safeParse(value);
    if (node.success) nodes.set(id, node.data);
    else leftOut++;
  }
  const messages = inTreeOrder(
    [...nodes].flatMap(([id, node]) => {
      if (!isShown(node)) return [];
      const { parent, thoughts } = above(node, nodes);
      return [toMessage(id, node, parent, thoughts)];
    }),
  );
  return {
    chat: { kind: 'conversation', id: text(wire.conversation_id) ?? text(wire.id) ?? messages[0]?.id ?? 'chat' },
    title: text(wire.title) ?? '',
    workspace: null,
    endpoint: 'openAI',
    model: messages.findLast(({ model }) => model !== null)?.model ?? null,
    createdAt: secondsToIso(wire.create_time),
    updatedAt: secondsToIso(wire.update_time),
    archived: wire.is_archived === true,
    messages,
    ...(leftOut > 0 && { leftOut }),
    rest: {},
  };
}

/** What ChatGPT's page shows: no instructions, calls of tools, or their answers. */
function isShown({ message }: Node): boolean {
  const role = message?.author.role;
  if (!message || (role !== 'user' && role !== 'assistant')) return false;
  if (message.metadata?.is_visually_hidden_from_conversation === true) return false;
  if (role === 'assistant' && typeof message.recipient === 'string' && message.recipient !== 'all') return false;
  return !isThought(message) && (saidIn(message) !== '' || attachmentsOf(message).length > 0);
}

type Said = NonNullable<Node['message']>;

const isThought = ({ content }: Said): boolean =>
  ['thoughts', 'reasoning_recap', 'user_editable_context', 'model_editable_context'].includes(
    content?.content_type ?? '',
  );

/** Goes up through the nodes that are not shown; the model's thoughts among them belong to the answer below. */
function above(node: Node, nodes: ReadonlyMap<string, Node>): { parent: string | null; thoughts: string[] } {
  const thoughts: string[] = [];
  let id = node.parent ?? null;
  // Some hidden nodes stand between two messages; a circle of them must not hang.
  for (let steps = 0; id !== null && steps < 1000; steps++) {
    const parent = nodes.get(id);
    if (!parent) return { parent: null, thoughts };
    if (isShown(parent)) return { parent: id, thoughts };
    const thought = parent.message?.content?.thoughts?.map(contentOf).filter(Boolean).join('\n\n');
    if (thought) thoughts.unshift(thought);
    id = parent.parent ?? null;
  }
  return { parent: null, thoughts };
}

const contentOf = (thought: unknown): string => {
  const { content, summary } = recordOf(thought);
  return text(content) ?? text(summary) ?? '';
};

function toMessage(id: string, { message }: Node, parent: string | null, thoughts: readonly string[]): Message {
  const isUser = message?.author.role === 'user';
  return {
    id,
    parent,
    author: isUser ? 'user' : 'assistant',
    name: null,
    model: isUser ? null : text(message?.metadata?.model_slug),
    at: secondsToIso(message?.create_time),
    text: message ? saidIn(message) : '',
    ...(!isUser && thoughts.length > 0 && { thought: thoughts.join('\n\n') }),
    attachments: message ? attachmentsOf(message) : [],
    sources: (message?.metadata?.citations ?? []).flatMap((citation) => {
      const { title, url } = recordOf(recordOf(citation).metadata);
      const found = absoluteWebUrl(url);
      return found === null ? [] : [{ title: text(title) ?? found, url: found }];
    }),
    rest: {},
  };
}

function saidIn({ content }: Said): string {
  const parts = (content?.parts ?? []).map((part) => {
    if (typeof part === 'string') return part;
    // Speech is kept as its transcription.
    const { content_type, text: said } = recordOf(part);
    return content_type === 'audio_transcription' && typeof said === 'string' ? said : '';
  });
  return parts.filter((part) => part.trim() !== '').join('\n\n') || (content?.text ?? '');
}

function attachmentsOf({ content, metadata }: Said): Message['attachments'] {
  const named = (metadata?.attachments ?? []).flatMap((attachment) => {
    const { name, mime_type, mimeType } = recordOf(attachment);
    const found = text(name);
    return found === null ? [] : [{ name: found, type: text(mime_type) ?? text(mimeType) }];
  });
  if (named.length > 0) return named;
  // A picture that the model made has no name, only where it lies in the export.
  return (content?.parts ?? []).flatMap((part) => {
    const pointer = text(recordOf(part).asset_pointer);
    return pointer === null ? [] : [{ name: pointer.replace(/^.*\//, ''), type: 'image' }];
  });
}

function secondsToIso(seconds: unknown): string | null {
  const found = numeric(seconds);
  return found === null ? null : isoTime(Math.round(found * 1000));
}

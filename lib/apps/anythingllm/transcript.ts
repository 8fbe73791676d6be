import * as z from 'zod/mini';
import { inTreeOrder, keptJson, type ListedChat, type Message, type Transcript } from '@/lib/model';
import { rowsOf } from '../rows';
import { absoluteWebUrl, isoTime, text, wireId } from '../values';

/** One half of a turn; both halves have the same id and time. What is not named here is kept as it came. */
const halfWire = z.looseObject({
  chatId: wireId,
  role: z.enum(['user', 'assistant']),
  content: z.string(),
  /** In seconds. */
  sentAt: z.optional(z.unknown()),
  attachments: z.optional(z.unknown()),
  sources: z.optional(z.unknown()),
  metrics: z.optional(z.unknown()),
});
type HalfWire = z.infer<typeof halfWire>;

/** `GET api/workspace/:slug/chats` and `…/thread/:slug/chats`. */
export const historyWire = z.looseObject({ history: rowsOf(halfWire) });

export function toTranscript(listed: ListedChat, { history }: z.infer<typeof historyWire>): Transcript {
  let parent: string | null = null;
  const messages = history.items.map((half) => {
    const message = toMessage(half, parent);
    parent = message.id;
    return message;
  });
  return {
    ...listed,
    messages: inTreeOrder(messages),
    ...(history.leftOut > 0 && { leftOut: history.leftOut }),
    rest: {},
  };
}

function toMessage(wire: HalfWire, parent: string | null): Message {
  const { chatId, role, content, sentAt, attachments, sources, ...others } = wire;
  return {
    id: `${chatId}/${role}`,
    parent,
    author: role,
    name: null,
    model: text(rowOf(wire.metrics).model),
    at: typeof sentAt === 'number' ? isoTime(sentAt * 1000) : null,
    text: content,
    attachments: rowsIn(attachments).flatMap(({ name, mime }) => {
      const found = text(name);
      return found === null ? [] : [{ name: found, type: text(mime) }];
    }),
    sources: toSources(rowsIn(sources)),
    rest: Object.fromEntries(
      Object.entries(others)
        .filter(([, value]) => value !== null && value !== undefined)
        .map(([key, value]) => [key, keptJson(value)]),
    ),
  };
}

/** Each chunk of a document is a source of its own. The chunks' texts, and paths of the server, are not kept. */
function toSources(sources: readonly Row[]): Message['sources'] {
  const found = new Map<string, Message['sources'][number]>();
  for (const source of sources) {
    // A page read from the web has a file's URL; its own URL stands in `chunkSource`.
    const url = absoluteWebUrl(source.url) ?? absoluteWebUrl(text(source.chunkSource)?.replace(/^link:\/\//, ''));
    const title = text(source.title)?.replace(/^(?:file:\/\/|\/|[a-z]:\\).*[\\/]/i, '') ?? url;
    if (title) found.set(JSON.stringify([title, url]), { title, url });
  }
  return [...found.values()];
}

type Row = Readonly<Record<string, unknown>>;

const rowOf = (value: unknown): Row => (typeof value === 'object' && value !== null ? (value as Row) : {});
const rowsIn = (value: unknown): Row[] => (Array.isArray(value) ? value.map(rowOf) : []);

import * as z from 'zod/mini';
import { absoluteWebUrl, isoTime } from '@/lib/apps/values';
import { inTreeOrder, jsonSchema, type Transcript, transcriptSchema } from '@/lib/model';
import { chatGptConversation, fromChatGpt } from './from-chatgpt';
import { claudeConversation, fromClaude } from './from-claude';
import { fromLibreChatExport, librechatExport } from './from-librechat-export';

export const chatFormats = ['tandem', 'librechat', 'chatgpt', 'claude'] as const;
export type ChatFormat = (typeof chatFormats)[number];

export interface ReadChat {
  readonly format: ChatFormat;
  readonly transcript: Transcript;
}

/** A transcript as Tandem's zip holds it where no app has a form of its own. */
const storedTranscript = z.object({
  format: z.literal('tandem-transcript'),
  version: z.literal(1),
  transcript: transcriptSchema,
});

/** A workspace as Tandem's zip holds it. */
const storedWorkspace = z.object({
  format: z.literal('tandem-workspace'),
  version: z.literal(1),
  slug: z.string(),
  name: z.string(),
  /** Settings, prompts and names of documents. */
  value: jsonSchema,
});
export type StoredWorkspace = z.infer<typeof storedWorkspace>;

const reader =
  <T>(schema: z.ZodMiniType<T>, read: (wire: T) => Transcript) =>
  (value: unknown): Transcript | null => {
    const wire = schema.safeParse(value);
    return wire.success ? read(wire.data) : null;
  };

const readers: Readonly<Record<ChatFormat, (value: unknown) => Transcript | null>> = {
  tandem: reader(storedTranscript, ({ transcript }) => madeSound(transcript)),
  librechat: reader(librechatExport, fromLibreChatExport),
  chatgpt: reader(chatGptConversation, fromChatGpt),
  claude: reader(claudeConversation, fromClaude),
};

/** A file of Tandem's form may come from anybody. */
const madeSound = (transcript: Transcript): Transcript => ({
  ...transcript,
  createdAt: isoTime(transcript.createdAt),
  updatedAt: isoTime(transcript.updatedAt),
  messages: inTreeOrder(
    transcript.messages.map((message) => ({
      ...message,
      at: isoTime(message.at),
      sources: message.sources.map(({ title, url }) => ({ title, url: absoluteWebUrl(url) })),
    })),
  ),
});

/** The chats in the JSON of a file: one, or a list of them. Null stands for what no format explains. */
export function* readChats(json: unknown): Generator<ReadChat | null> {
  for (const value of Array.isArray(json) ? json : [json]) yield readChat(value);
}

/** Null if it is none. */
export function readWorkspace(json: unknown): StoredWorkspace | null {
  try {
    return storedWorkspace.safeParse(json).data ?? null;
  } catch {
    return null;
  }
}

function readChat(value: unknown): ReadChat | null {
  try {
    for (const format of chatFormats) {
      const transcript = readers[format](value);
      if (transcript) return { format, transcript };
    }
  } catch {
    // Nested too deeply to be looked through.
  }
  return null;
}

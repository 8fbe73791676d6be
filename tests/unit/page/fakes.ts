import type { PageMessage, PageReplies } from '@/lib/messaging/protocol';
import type { Send } from '@/lib/page/runtime';
import type { TextStore } from '@/lib/page/settings/stored-text';

/** A localStorage with these entries. */
export function storeOf(entries: Readonly<Record<string, string>>): TextStore {
  const map = new Map(Object.entries(entries));
  return { getItem: (key) => map.get(key) ?? null };
}

/** A background that keeps what it is told and answers as told; undefined: not at all. */
export class FakeBackground {
  readonly heard: PageMessage[] = [];
  readonly answers: Partial<{ [Type in PageMessage['type']]: PageReplies[Type] | undefined }> = {};

  readonly send: Send = async <Message extends PageMessage>(message: Message) => {
    this.heard.push(message);
    return this.answers[message.type] as PageReplies[Message['type']] | undefined;
  };

  heardOf<Type extends PageMessage['type']>(type: Type): Extract<PageMessage, { type: Type }>[] {
    return this.heard.filter((message): message is Extract<PageMessage, { type: Type }> => message.type === type);
  }
}

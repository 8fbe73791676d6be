import type { TranscriptReader } from '../adapter';
import { mapAnswer } from '../http';
import { messagesWire, toTranscript } from './transcript';

/** The one request that answers a chat whole: paging loses messages (measured: librechat/archive-01-messages-read). */
export const transcripts: TranscriptReader = {
  read: async (http, listed, options) => {
    const { chat } = listed;
    if (chat.kind !== 'conversation') throw new TypeError(`${chat.kind} is none of LibreChat's`);
    const path = `api/messages/${encodeURIComponent(chat.id)}`;
    return mapAnswer(await http.get(path, messagesWire, options), (messages) => toTranscript(listed, messages));
  },
};

import { type Exchange, loadRecording } from './kit';

interface LeftOut {
  /** Full recording name, like `librechat/archive-01-messages-read`. */
  readonly recording: string;
  /** Of exchanges, as name, bar, path. */
  readonly lines: RegExp;
  readonly why: string;
}

const unasked = 'Tandem never asks it, so the stand-ins do not answer it';

/** Recorded exchanges that no stand-in replays. */
export const LEFT_OUT: readonly LeftOut[] = [
  {
    recording: 'librechat/archive-01-messages-read',
    lines: /^import of 400|^400 messages/,
    why: '400 messages were cut when they were recorded',
  },
  {
    recording: 'librechat/archive-01-messages-read',
    lines: /cursor|newest message only|without conversationId|^search\/enable|SEARCH=false|^one message/,
    why: unasked,
  },
  {
    recording: 'librechat/archive-03-what-moves-updatedAt',
    lines: /^add |again: overwrites|another conversationId|\| \/api\/(?:share|tags|projects)/,
    why: unasked,
  },
  {
    recording: 'librechat/archive-11-import-tree-odd',
    lines: /^read back/,
    why: 'ids of messages that come along are kept; Tandem sends none',
  },
  {
    recording: 'librechat/archive-04-chat-turns',
    lines: /^title|^after two turns/,
    why: 'the stand-in’s chats get ids of their own, and no figures of their context',
  },
  {
    recording: 'anythingllm/archive-01-multi-chats',
    lines: /\/api\/export-chat|export/,
    why: unasked,
  },
  {
    recording: 'anythingllm/archive-01-multi-chats',
    lines: /fork|^hide one|^after hiding/,
    why: 'Tandem forks no thread, and these exchanges are about the forks',
  },
  {
    recording: 'anythingllm/archive-02-multi-export-search',
    lines: /export|search|^limit/,
    why: unasked,
  },
  {
    recording: 'anythingllm/archive-03-multi-documents',
    lines: /^accepted types|parsed files|create folder|^move/,
    why: unasked,
  },
  {
    recording: 'anythingllm/archive-05-password',
    lines: /export|search|fork|memories|flows/,
    why: unasked,
  },
];

export const isLeftOut = (recording: string, { name, request }: Exchange): boolean =>
  LEFT_OUT.some((each) => each.recording === recording && each.lines.test(`${name} | ${request.path}`));

/** The exchanges of a recording that are replayed. */
export const replayed = (recording: string): Exchange[] =>
  loadRecording(recording).exchanges.filter((exchange) => !isLeftOut(recording, exchange));

import { type AppId, type ArchiveProgress, type ContinueRefusal, appNames as names } from '@/lib/model';
import { number, plural } from '../grammar';

/** "about 40 min": to the minute under an hour, then to a tenth of one. */
const time = (ms: number) =>
  ms < 60_000
    ? 'less than a minute'
    : ms < 3_600_000
      ? `about ${number(Math.round(ms / 60_000))} min`
      : `about ${number(Math.round(ms / 360_000) / 10)} h`;

const counted = ({ held, listed }: ArchiveProgress) => `${number(held)} of ${number(listed)} chats`;

/** Texts about the copy of your chats. */
export const chatsWords = {
  page: {
    heading: 'Your chats',
    lead: 'Tandem can keep a copy of your messages on this computer. You can search in it, read it offline, and export it.',
  },

  archive: {
    offer: 'Search inside your chats, too? Tandem keeps a copy of your messages on this computer.',
    yes: 'Yes, keep a copy',
    notNow: 'Not now',
    legend: 'Search inside your chats',
    keepCopy: (app: AppId) => `Keep a copy of your ${names[app]} chats on this computer`,
    deletes: 'Switching this off deletes the copy.',
    pause: 'Pause',
    resume: 'Resume',
    progress: (progress: ArchiveProgress): string => {
      const { state, msLeft } = progress;
      switch (state) {
        case 'complete':
          return plural(progress.held, { one: '# chat copied.', other: '# chats copied.' });
        case 'paused':
          return `Paused: ${counted(progress)} copied.`;
        case 'waiting':
          return `Waiting: ${counted(progress)} copied.`;
        case 'reading':
          return msLeft === null
            ? `${counted(progress)} copied.`
            : `${counted(progress)} copied, ${time(msLeft)} left.`;
      }
    },
  },

  export: {
    heading: 'Export',
    lead: 'One zip with every chat as Markdown and as JSON. LibreChat can import its own chats from it.',
    everything: 'Export everything',
    cancel: 'Cancel',
    progress: (done: number, all: number) => `${number(done)} of ${number(all)} chats`,
    done: (chats: number) => plural(chats, { one: '# chat exported.', other: '# chats exported.' }),
    missing: (chats: number) =>
      plural(chats, {
        one: '# chat is not copied yet. The file report.json in the zip names it.',
        other: '# chats are not copied yet. The file report.json in the zip names them.',
      }),
    failed: 'Tandem could not export your chats.',
    /** The name of the zip; `day`: ISO 8601. */
    file: (day: string) => `tandem-chats-${day}.zip`,
    markdown: {
      user: 'You',
      assistant: 'Assistant',
      thought: 'Thoughts',
      attachments: 'Attachments',
      sources: 'Sources',
      version: ({ number: at, of, answers }: { number: number; of: number; answers: number | null }) =>
        answers === null
          ? `Version ${number(at)} of ${number(of)}`
          : `Version ${number(at)} of ${number(of)} of the answer to ${number(answers)}`,
    },
  },

  continued: {
    open: 'Continue in the other app',
    needsBoth: 'Connect both apps and sign in to them first.',
    noWorkspaces: 'You have no workspace in AnythingLLM so far.',
    workspace: 'Workspace',
    endpoint: 'Provider',
    model: 'Model',
    choose: 'Choose a provider',
    inApp: (app: AppId) => `Continue in ${names[app]}`,
    save: 'Save to the workspace',
    saveMeans:
      'Continuing makes a thread of your own, with this chat attached. A saved chat is a document that all members of the workspace can read.',
    saveElsewhere: 'Save chats in Tandem’s own window, behind its toolbar button or in a tab.',
    importMeans: 'LibreChat gets a copy of the messages. Files are not copied.',
    close: 'Close',
    saving: 'Saving the chat. A long one takes a minute.',
    continuing: 'Taking the chat over. A long one takes a minute.',
    saved: 'Saved as a document of the workspace.',
    opened: (app: AppId) => `The chat is in ${names[app]} now.`,
    refused: {
      'no-chat': 'Tandem could not read this chat. It may have been deleted, or its app cannot be reached.',
      'no-text': 'Nothing was said in this chat, so there is no text to take over.',
      'no-workspace': 'This workspace is gone, or you are not one of its members.',
      role: 'Your role in AnythingLLM does not allow saving documents. You can continue in a thread of your own.',
      'no-processor': 'AnythingLLM’s document processor is down. Try again when it runs.',
      'not-embedded': 'AnythingLLM could not embed the document. Look at its embedding settings.',
      'signed-out': 'You are not signed in to the other app. Sign in there and try again.',
    } satisfies Readonly<Record<ContinueRefusal, string>>,
    document: { from: 'Continued from', untitled: 'Untitled' },
  },

  hits: {
    heading: 'Messages',
    searching: 'Searching your messages…',
    none: 'No message matches.',
    failed: 'Tandem could not search your messages.',
    notAll: (app: AppId) => `Not all ${names[app]} chats are copied yet.`,
    me: 'You',
    read: 'Read',
    filters: 'Filters',
    only: 'Only',
    fromMe: 'from me',
    removeFilter: (filter: string) => `Remove ${filter}`,
  },

  reader: {
    documentTitle: (title: string) => `${title} – Tandem`,
    untitled: 'Untitled',
    missing: (app: AppId) => `Tandem has no copy of this chat. Open it in ${names[app]}.`,
    empty: 'Nothing was said in this chat.',
    openInApp: (app: AppId) => `Open in ${names[app]}`,
    messages: (amount: number) => plural(amount, { one: '# message', other: '# messages' }),
    authors: { user: 'You', assistant: 'Assistant' },
    thought: 'Thoughts',
    attachments: 'Attachments',
    sources: 'Sources',
    picture: (alt: string) => (alt === '' ? 'Picture, not loaded' : `Picture, not loaded: ${alt}`),
    version: (at: number, all: number) => `${number(at)} of ${number(all)}`,
    formerVersion: 'Former version',
    nextVersion: 'Next version',
  },
};

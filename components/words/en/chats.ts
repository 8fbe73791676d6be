import { type AppId, type ArchiveProgress, appNames as names } from '@/lib/model';
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
    more: 'Export your chats',
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

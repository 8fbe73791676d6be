import type { BringInRefusal, FileChat, FileTrouble } from '@/lib/model';
import { list, number, plural } from '../grammar';

const formats: Readonly<Record<FileChat['format'], string>> = {
  tandem: 'AnythingLLM (Tandem’s zip)',
  librechat: 'LibreChat',
  chatgpt: 'ChatGPT',
  claude: 'Claude',
};
const chats = (amount: number) => plural(amount, { one: '# chat', other: '# chats' });
const workspaces = (amount: number) => plural(amount, { one: '# workspace', other: '# workspaces' });

/** "2 chats and 1 workspace" */
const things = (given: { readonly chats: number; readonly workspaces: number }) =>
  list([
    ...(given.chats > 0 ? [chats(given.chats)] : []),
    ...(given.workspaces > 0 ? [workspaces(given.workspaces)] : []),
  ]);

const lost: Readonly<Record<FileChat['lost'][number], (amount: string) => string>> = {
  attachments: (amount) => `${amount}: files and pictures are not in the file.`,
  sources: (amount) => `${amount}: the sources of answers get lost.`,
  times: (amount) => `${amount}: times that are missing or out of order move.`,
  'last-change': (amount) => `${amount}: LibreChat lists it by its first message, not by its last change.`,
  'unreadable-messages': (amount) => `${amount}: some messages were unreadable when the copy was made.`,
};

const troubles: Readonly<Record<FileTrouble, string>> = {
  damaged: 'It is damaged.',
  encrypted: 'It has a password.',
  'too-big': 'It is too big.',
  'too-many-files': 'It has too many files.',
  unsupported: 'Tandem does not know its compression.',
  'unsafe-name': 'Its name leads out of the folder. Tandem leaves it alone.',
  'not-json': 'It is no JSON.',
  'broken-text': 'Some of its signs are unreadable. Tandem read the rest.',
  'changed-since-export': 'It is not as Tandem wrote it. Tandem read it all the same.',
  missing: 'It is missing.',
  'unknown-form': 'Tandem does not know its form.',
};

const refusals: Readonly<Record<BringInRefusal, string>> = {
  'not-taken': 'LibreChat does not take it.',
  'no-text': 'It has no text.',
  'no-processor': 'AnythingLLM’s document processor does not run.',
  'not-embedded': 'AnythingLLM could not embed it.',
  'no-workspace': 'The workspace is gone.',
};

/** Texts about chats that come out of a file into the apps. */
export const bringInWords = {
  heading: 'Bring in',
  lead: 'Chats from a zip of Tandem, ChatGPT or Claude, or from a JSON file of LibreChat.',
  pick: 'Choose a file',
  reading: (amount: number) => `Reading: ${chats(amount)}`,
  cancel: 'Cancel',
  unreadable: 'Tandem could not read this file.',

  found: (format: FileChat['format'], amount: number) => `${formats[format]}: ${chats(amount)}`,
  nothing: 'There is no chat in this file.',
  troublesHeading: (amount: number) =>
    plural(amount, { one: '# thing is not as it should be', other: '# things are not as they should be' }),
  trouble: (file: string, code: FileTrouble) => `${file || 'The file'}: ${troubles[code]}`,
  noCopy: 'Tandem keeps no copy of your LibreChat chats, so it knows only what it brought in itself.',

  target: 'Bring the chats into',
  librechat: 'LibreChat, as chats',
  workspace: (name: string) => `AnythingLLM, as documents of ${name}`,
  noTarget: 'Connect LibreChat or AnythingLLM first, and sign in there.',
  models: 'LibreChat goes on with',
  modelOf: (endpoint: string | null, model: string | null, amount: number) =>
    `${[endpoint, model].filter(Boolean).join(' · ') || 'No model'} (${chats(amount)})`,
  endpoint: 'Endpoint',
  model: 'Model',
  notOffered: 'LibreChat does not offer this endpoint. It takes its first one instead.',

  chats: 'Chats',
  workspaces: 'Workspaces, new in AnythingLLM with their settings',
  all: 'All',
  none: 'None',
  states: {
    new: '',
    there: 'already there',
    empty: 'empty',
    'too-big': 'too big',
  } satisfies Record<FileChat['state'], string>,
  messages: (amount: number) => plural(amount, { one: '# message', other: '# messages' }),
  untitled: 'Untitled',

  before: 'What the app can’t take',
  always: {
    librechat: 'LibreChat gives every chat a new id, and makes no tags.',
    workspace: 'AnythingLLM takes no messages. Each chat becomes a document that you can ask about.',
    workspaces: 'Documents and threads of a workspace stay in the file.',
  },
  lost: (code: FileChat['lost'][number], amount: number) => lost[code](chats(amount)),

  start: (given: { chats: number; workspaces: number }) => `Bring in ${things(given)}…`,
  question: (given: { chats: number; workspaces: number }) => `Bring in ${things(given)}? You can take them back.`,
  yes: 'Yes, bring in',
  no: 'No',
  progress: (done: number, all: number) => `${number(done)} of ${number(all)}`,
  waits: (time: string) => `The app wants a pause. Tandem goes on at ${time}.`,
  made: (amount: number) => `${number(amount)} brought in.`,
  there: (amount: number) => plural(amount, { one: '# was there already.', other: '# were there already.' }),
  left: (amount: number) => `${number(amount)} still to do.`,
  refused: (title: string, why: BringInRefusal) => `${title}: ${refusals[why]}`,
  notNow: 'The app cannot be asked just now. Sign in there, and go on.',
  goOn: 'Go on',
  failed: 'Tandem’s background did not answer.',

  past: 'Brought in before',
  run: (when: string, amount: number, apps: string) => `${when}: ${number(amount)} in ${apps}`,
  takeBack: 'Take back…',
  takeBackLabel: (when: string) => `Take back what was brought in ${when}`,
  takeBackQuestion: (amount: number) =>
    plural(amount, { one: 'Delete this # item from the app?', other: 'Delete these # items from the app?' }),
  takeBackYes: 'Yes, delete',
  changed: (amount: number) =>
    plural(amount, {
      one: '# item stays: it was changed or used since.',
      other: '# items stay: they were changed or used since.',
    }),
  deleteChanged: 'Delete these, too',
  forgotten: 'Signing out of an app deletes this list, unless you keep copies.',
};

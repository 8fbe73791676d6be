import { type AppId, appNames as names, otherApp } from '@/lib/model';
import { list, number, plural } from '../grammar';

/** Texts of the connect page only; see `catalogue.ts`. */
export const connectWords = {
  steps: {
    address: 'Connect',
    'sign-in': 'Sign in',
    everything: 'Find',
    compare: 'Compare',
    try: 'Try it',
    ready: 'Ready',
  },
  stepsLabel: 'Steps',

  addressHeading: 'Where are your two apps?',
  addressLead: 'Type each address as your browser’s address bar shows it. Tandem looks while you type.',
  manageHeading: 'Your connections',
  manageLead: 'Add an app, or change an address. Connected apps stay connected until then.',
  label: (app: AppId) => `${names[app]} address`,
  example: { anythingllm: 'nas:3001', librechat: 'nas:3080' },
  looking: 'Looking…',
  found: (app: AppId, title: string) =>
    title === '' || title === names[app] ? `${names[app]} found` : `${names[app]} “${title}” found`,
  foundAt: (url: string) => `at ${url}`,
  noPages: (app: AppId) =>
    `This is ${names[app]} without pages, like the desktop app. Tandem lists its items without links, and does not change its theme, language and text size.`,
  isOther: (app: AppId) => `${names[app]} answers at this address.`,
  swap: 'Swap them',
  move: (app: AppId) => `Use it as the ${names[app]} address`,
  use: (url: string) => `Use ${url}`,
  retrying: 'Tandem keeps looking while this page is open.',
  connectedAt: 'Connected',
  changeAddress: 'Change address',
  keepAddress: 'Keep the current address',

  /** The hosts that Tandem will use; `<b>` marks emphasis. */
  hosts: {
    only: (amount: number) =>
      plural(amount, {
        one: 'Tandem talks to this address only.',
        other: 'Tandem talks to these # addresses only.',
      }),
    willAsk: (hosts: readonly string[]) =>
      `Your browser will ask you to allow ${list(hosts.map((host) => `<b>${host}</b>`))}.`,
    granted: (hosts: readonly string[]) =>
      `Your browser already allows ${list(hosts.map((host) => `<b>${host}</b>`))}.`,
    usesPorts: (ports: readonly string[]) =>
      `It allows whole hosts; Tandem uses only ${list(ports.map((port) => `:${port}`))} there.`,
    usesAddresses: (addresses: readonly string[]) => `It allows whole hosts; Tandem uses only ${list(addresses)}.`,
  },

  connect: 'Connect',
  onlyOne: 'Only one for now',
  waiting: 'Waiting for your browser’s answer…',
  connecting: 'Connecting…',
  typeFirst: 'Type an address first.',
  noneFound: 'The right app was not found yet. Each address above says why.',
  otherMissing: (app: AppId) =>
    `${names[app]} was not found yet. Correct its address, or continue with ${names[otherApp[app]]} only.`,
  denied:
    'You did not allow access, so nothing was connected. Tandem can’t read anything without it. Press Connect to be asked again.',
  goOn: 'See everything in one place',

  signInHeading: 'Are you signed in?',
  signInLead: 'Tandem uses the sign-in that your browser already has. It never asks for a password.',
  openOnce: (app: AppId) => `${names[app]}: open it once so that Tandem can see that you are signed in.`,
  signedIn: (app: AppId, name: string | null) =>
    name === null ? `${names[app]}: signed in.` : `${names[app]}: signed in as ${name}.`,
  notNeeded: (app: AppId) => `${names[app]}: open to everyone, no sign-in needed.`,
  later: 'Later',

  everythingHeading: 'Everything in one place',
  everything: (workspaces: number, conversations: number, archived: number) => {
    const places = plural(workspaces, { one: '# workspace', other: '# workspaces' });
    const chats = plural(conversations, { one: '# conversation', other: '# conversations' });
    return archived === 0
      ? `${places} · ${chats}. Type a word you remember.`
      : `${places} · ${chats} (${number(archived)} archived). Type a word you remember.`;
  },
  everythingReading: 'Reading your workspaces and conversations…',
  nextCompare: 'Next: compare settings',
  allIWant: 'This is all I want',

  compareHeading: 'Same or different?',
  compareLead: 'Tandem has changed nothing yet.',
  compareInStep: 'These settings are kept in step.',
  compareCounts: (same: number, different: number) => {
    const [alike, apart] = [
      plural(same, { one: '# setting is the same', other: '# settings are the same' }),
      plural(different, { one: '# differs', other: '# differ' }),
    ];
    return different === 0 ? `${alike}.` : `${alike}, ${apart}.`;
  },
  done: 'Done',

  tryHeading: 'Try it',
  tryLead: 'Choose a theme and look at your open tabs.',
  tried: {
    light: {
      both: 'Both tabs just went light.',
      neither: 'Both apps go light when you next open them.',
      one: (app: AppId) => `${names[otherApp[app]]} just went light; ${names[app]} follows when you next open it.`,
    },
    dark: {
      both: 'Both tabs just went dark.',
      neither: 'Both apps go dark when you next open them.',
      one: (app: AppId) => `${names[otherApp[app]]} just went dark; ${names[app]} follows when you next open it.`,
    },
  },
  undo: 'Undo',

  readyHeading: 'Tandem is ready',
  ready: 'You find it behind its toolbar icon, and as a slim tab at the edge of your connected apps.',
  openPanel: 'Open Tandem',
  back: 'Back to the addresses',
};

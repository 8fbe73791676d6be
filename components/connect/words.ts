import { type AppId, appNames, otherApp } from '@/lib/model';
import type { Counts } from '../search/entries';
import { searchWords } from '../search/words';
import { count } from '../words';

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
  addressLead: 'Type each address as it stands in your browser’s address bar. Tandem looks while you type.',
  manageHeading: 'Your connections',
  manageLead: 'Add an app or move one to another address. What is connected stays connected meanwhile.',
  label: (app: AppId) => `${appNames[app]} address`,
  example: { anythingllm: 'nas:3001', librechat: 'nas:3080' },
  looking: 'Looking…',
  found: (app: AppId, title: string) =>
    title === '' || title === appNames[app] ? `${appNames[app]} found` : `${appNames[app]} “${title}” found`,
  foundAt: (url: string) => `at ${url}`,
  noPages: (app: AppId) =>
    `This is ${appNames[app]} without pages, as the desktop app has it: Tandem lists what is in it without links, and leaves its theme, language and text size alone.`,
  isOther: (app: AppId) => `${appNames[app]} answers at this address.`,
  swap: 'Swap them',
  move: (app: AppId) => `Use it as the ${appNames[app]} address`,
  use: (url: string) => `Use ${url}`,
  retrying: 'Tandem keeps looking while this page is open.',
  connectedAt: 'Connected',
  changeAddress: 'Change address',
  keepAddress: 'Keep the present address',

  connect: 'Connect',
  onlyOne: 'Only one for now',
  waiting: 'Waiting for your browser’s answer…',
  connecting: 'Connecting…',
  typeFirst: 'Type an address first.',
  noneFound: 'The right app was not found yet: see above what is known of each address.',
  otherMissing: (app: AppId) =>
    `${appNames[app]} was not found yet. Correct its address, or go on with ${appNames[otherApp[app]]} alone.`,
  denied:
    'Your browser said no, so nothing was connected. Tandem can’t read anything without it: press Connect to be asked again.',
  goOn: 'See everything in one place',

  signInHeading: 'Are you signed in?',
  signInLead: 'Tandem uses the sign-in that your browser already has. It never asks for a password.',
  openOnce: (app: AppId) => `${appNames[app]}: open it once so that Tandem can see that you are signed in.`,
  signedIn: (app: AppId, person: string | null) =>
    person === null ? `${appNames[app]}: signed in.` : `${appNames[app]}: signed in as ${person}.`,
  notNeeded: (app: AppId) => `${appNames[app]}: open to everyone, no sign-in needed.`,
  later: 'Later',

  everythingHeading: 'Everything in one place',
  everything: (found: Counts) => `${searchWords.counted(found)}. Type a word you remember.`,
  everythingReading: 'Reading your workspaces and conversations…',
  nextCompare: 'Next: compare settings',
  allIWant: 'This is all I want',

  compareHeading: 'Same or different?',
  compareLead: 'Nothing has been changed yet.',
  compareInStep: 'These settings are kept in step.',
  compareCounts: (same: number, different: number) =>
    different === 0
      ? `${count(same, 'setting is', 'settings are')} the same.`
      : `${count(same, 'setting is', 'settings are')} the same, ${count(different, 'differs', 'differ')}.`,
  done: 'Done',

  tryHeading: 'Try it',
  tryLead: 'Choose a theme and look at your open tabs.',
  tried: (theme: 'light' | 'dark', waiting: readonly AppId[]) => {
    const [first] = waiting;
    if (first === undefined) return `Both tabs just went ${theme}.`;
    if (waiting.length > 1) return `Both apps go ${theme} when they are next opened.`;
    return `${appNames[otherApp[first]]} just went ${theme}; ${appNames[first]} follows when it is next opened.`;
  },
  undo: 'Undo',

  readyHeading: 'Tandem is ready',
  ready: 'You find it under its icon in the toolbar, and as a slim tab at the edge of your connected apps.',
  openPanel: 'Open Tandem',
  back: 'Back to the addresses',
};

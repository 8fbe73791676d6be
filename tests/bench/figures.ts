type Unit = 'times' | 'percent' | 'ms' | 'count' | 'MB';

/** What is measured, and the most that it may be. */
interface Goal {
  readonly group: 'Cost against size' | 'Cost of an action' | 'Search inside chats';
  readonly what: string;
  readonly unit: Unit;
  readonly goal: number;
}

const size = (what: string, unit: Unit, goal: number): Goal => ({ group: 'Cost against size', what, unit, goal });
const action = (what: string, goal: number): Goal => ({ group: 'Cost of an action', what, unit: 'count', goal });

const inside = (what: string, unit: Unit, goal: number): Goal => ({ group: 'Search inside chats', what, unit, goal });

/** All of them; 10,000 conversations and 1,000 workspaces where no number is named. */
export const goals = {
  firstSync: size('First sync, against the bare fetches', 'times', 1.25),
  idleRequests: size('Idle cycle: requests', 'count', 4),
  idleChanged: size('Idle cycle: answers other than 304', 'count', 0),
  idleWrites: size('Idle cycle: writes', 'count', 0),
  idleParsed: size('Idle cycle: items parsed', 'count', 0),
  changeBytesRewrite: size('One changed conversation: bytes, against rewriting everything', 'percent', 1),
  changeBytesTinyBase: size('One changed conversation: bytes, against TinyBase', 'percent', 1),
  changeTimeRewrite: size('One changed conversation: time, against rewriting everything', 'percent', 10),
  changeTimeTinyBase: size('One changed conversation: time, against TinyBase', 'percent', 10),
  coldStart: size('Cold start of the worker to its first answer, beyond that of an empty one', 'ms', 60),
  heap: size('Heap after 1,000 cycles, against after 10', 'times', 1.2),
  hourPeak: size('1,000 people for an hour: peak of requests, against reading all every 30 s', 'percent', 20),
  themeReads: action('Theme clicked in a page: storage reads', 5),
  themeCommits: action('Theme clicked in a page: commits', 3),
  themeReports: action('Theme clicked in a page: reports', 3),
  modelReads: action('Model edited for both apps: storage reads', 5),
  modelCommits: action('Model edited for both apps: commits', 5),
  modelGets: action('Model edited for both apps: GETs beside the write', 2),
  temperatureReads: action('Temperature edited for six workspaces: storage reads', 5),
  temperatureCommits: action('Temperature edited for six workspaces: commits', 10),
  temperatureGets: action('Temperature edited for six workspaces: GETs', 3),
  fullSync: action('Full sync, nothing new, six workspaces that follow: how often one endpoint is asked', 1),
  history: {
    group: 'Cost of an action',
    what: 'Theme edited with 500 entries in the list of changes, against none',
    unit: 'times',
    goal: 1.1,
  },
  searchQuery: inside('Search inside: query, 95 of 100', 'ms', 150),
  searchCold: inside('Search inside: first answer of a worker that starts', 'ms', 500),
  searchIndexing: inside('Search inside: indexing 1,000 messages', 'ms', 1000),
  searchMemory: inside('Search inside: memory', 'MB', 150),
} as const satisfies Record<string, Goal>;

export type FigureId = keyof typeof goals;

export interface Figure extends Goal {
  readonly id: FigureId;
  readonly figure: number;
  readonly met: boolean;
}

/** Two decimals of what was measured. */
export function figuresOf(measured: Readonly<Record<FigureId, number>>): readonly Figure[] {
  return (Object.keys(goals) as FigureId[]).map((id) => {
    const figure = Math.round(measured[id] * 100) / 100;
    return { id, ...goals[id], figure, met: figure <= goals[id].goal };
  });
}

const units: Readonly<Record<Unit, string>> = { times: ' ×', percent: ' %', ms: ' ms', count: '', MB: ' MB' };
export const shown = (value: number, { unit }: Pick<Goal, 'unit'>) => `${value}${units[unit]}`;

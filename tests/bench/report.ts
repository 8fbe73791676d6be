import { type Figure, shown } from './figures';
import { plots } from './plots';
import type { LibraryFigures } from './search-inside/bench';

const tableOf = (figures: readonly Figure[]): string =>
  [
    '| figure | goal | measured | |',
    '|---|---|---|---|',
    ...figures.map(
      (one) =>
        `| ${one.what} | ≤ ${shown(one.goal, one)} | ${shown(one.figure, one)} | ${one.met ? 'met' : '**missed**'} |`,
    ),
  ].join('\n');

const libraryNames: Readonly<Record<LibraryFigures['library'], string>> = {
  sqlite: 'SQLite FTS5, as WebAssembly on OPFS',
  flexsearch: 'FlexSearch, in IndexedDB',
  minisearch: 'MiniSearch, in memory, stored as JSON',
};

const tableOfLibraries = (libraries: readonly LibraryFigures[]): string =>
  [
    '| library | messages | messages/s | by the clock | query, 95 of 100 | first answer | memory | on disk | gzip | finds no |',
    '|---|---|---|---|---|---|---|---|---|---|',
    ...libraries.map(
      ({ library, messages, perSecond, perSecondByClock, query, cold, memory, disk, gzip, missed }) =>
        `| ${libraryNames[library]} | ${messages} | ${perSecond} | ${perSecondByClock} | ${query} ms | ${cold} ms | ${memory} MB | ${disk} MB | ${gzip} MB | ${missed} |`,
    ),
  ].join('\n');

/** The text of `docs/performance.md`. */
export function reportOf(figures: readonly Figure[], libraries: readonly LibraryFigures[]): string {
  const table = (group: Figure['group']) => tableOf(figures.filter((one) => one.group === group));
  const pictures = plots.map(({ file, title }) => `![${title}](${file})`).join('\n\n');
  return `# Performance

\`npm run bench\` measures these figures and writes this page and \`performance.json\`. Where a time is measured, it stands beside
another one of the same run, since absolute times say more about the machine.

## Cost against size

With 10,000 conversations and 1,000 workspaces, unless a line says otherwise.

${table('Cost against size')}

${pictures}

## Cost of an action

The counts are those of \`tests/unit/settings/costs.test.ts\`, which fails when one of them grows.

${table('Cost of an action')}

## Search inside chats

With 10,000 chats of four messages, 50 MB of text.

${table('Search inside chats')}

The index is SQLite's FTS5. These are the libraries that were compared, with the same messages and queries:

${tableOfLibraries(libraries)}

Only SQLite knows phrases, and applies filters in the index. The other two look for the words of a phrase, and filter afterwards.
SQLite's file holds the texts, too; the others' numbers are without them.

## How it is measured

- **First sync.** The real engine reads two stand-in servers, in a process of their own, over real HTTP. Each answer takes 50 ms
  beside the server's work. The bare fetches are the same requests: each app's one after the other, both apps at once. The quickest
  of nine runs counts, in turns.
- **Idle cycle.** Nothing has changed since the cycle before. LibreChat 0.8.8 keeps times when one pins or archives, so its pins
  and its archive are asked for as well: two requests more.
- **One changed conversation.** In Chromium, on \`storage.local\`, in turns. Rewriting everything stores one text.
  [TinyBase](https://tinybase.org) is made to keep and sync the state of local-first apps. Like most packages for that it stores its
  content as one text. Packages that keep a log (Yjs, Automerge) write less for one change; they are not compared here.
- **Cold start.** Chromium stops the worker, and an open page sends it a message. The empty worker belongs to a browser in which
  nothing is connected. The quickest of 15 starts counts, in turns.
- **Heap.** What the engine adds to the heap of Node after garbage was collected. In each cycle one conversation has changed. The
  clock and the servers' answers are simulated.
- **An hour.** The real engine for each person, with a simulated clock. Each has 300 conversations and 20 workspaces, opens the
  browser within the first ten minutes, and looks for five of every fifteen minutes. The peak is that of a second. The plain design
  reads everything every 30 s while the browser is open.
- **Search inside chats.** In Chromium, in a worker of a page. Words follow Zipf's law; one message in 25 is Chinese. The
  queries are one word, two words, a beginning, a phrase, Chinese, a typo, and filters. The quickest of three rounds counts for
  each query, and the quickest of eight starts. Messages per second are those of the worker's time on the processor. By the
  clock it also waits for the disk and for other processes. Indexing stops after 60 s, with SQLite after 200 s. Memory is what the page's
  process grows by once garbage was collected, after indexing or after searching.
  \`npm run bench -- search-inside\` measures this part alone.
`;
}

/** README with the figures that it quotes as they were measured. */
export function withFigures(readme: string, figures: readonly Figure[]): string {
  const rowOf = (line: string) => {
    const one = figures.find(({ what }) => line.startsWith(`| ${what} |`));
    return one ? `| ${one.what} | ${shown(one.figure, one)} |` : line;
  };
  return readme.split('\n').map(rowOf).join('\n');
}

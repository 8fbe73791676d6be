/**
 * `npm run bench`: what Tandem costs, as counts and as ratios to baselines of the same run, since absolute times say more
 * about the machine. Writes `docs/performance.md`, its plots and `docs/performance.json`. Never part of `npm test`.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { ensureBrowsers } from '../../scripts/lib/browsers';
import { build, buildDirectory } from '../../scripts/lib/build';
import { main } from '../../scripts/lib/main';
import { inProject } from '../../scripts/lib/paths';
import { startAnythingLlm } from '../apps/anythingllm';
import { ALEX, startLibreChat } from '../apps/librechat';
import { type Harness, launch } from '../e2e/harness';
import { connectAsAPerson, signInToLibreChat } from '../e2e/harness/flows';
import { benchColdStart } from './cold-start';
import { benchCommit, commitSizes } from './commit';
import type { Ways } from './commit-page';
import { actionCosts } from './counts';
import { type Figure, figuresOf, shown } from './figures';
import { benchHistory } from './history';
import { simulateHour } from './hour';
import { print, printHead } from './kit';
import { benchAppPage, benchPanel } from './pages';
import { bytesPlot, heapPlot, hourPlot, type Line, type Plot, svgOf, timePlot } from './plots';
import { reportOf, withFigures } from './report';
import { benchSearch } from './search';
import { benchLibrary, type LibraryFigures, type LibraryName, libraries } from './search-inside/bench';
import { benchFirstSync, benchHeap, benchIdleCycle, heapCycles } from './sync';

const inDocs = (file: string) => inProject('docs', file);
const draw = (plot: Plot, lines: readonly Line[]) => writeFile(inDocs(plot.file), svgOf(plot, lines));
const ratio = ({ ours, baseline }: { readonly ours: number; readonly baseline: number }) => ours / baseline;
const lastOf = <T>(list: readonly T[]): T => {
  const last = list.at(-1);
  if (last === undefined) throw new Error('nothing was measured');
  return last;
};

async function inNode() {
  // First, before others leave something to be collected.
  const heap = await benchHeap();
  const idle = await benchIdleCycle();
  await draw(heapPlot, [{ name: 'Tandem', points: heapCycles.map((count, at) => [count, (heap[at] ?? 0) / 1e6]) }]);
  const { ours, plain } = await simulateHour();
  const byMinute = (seconds: Uint32Array): Line['points'] =>
    Array.from({ length: 60 }, (_, at) => [
      at,
      seconds.slice(at * 60, at * 60 + 60).reduce((sum, one) => sum + one, 0),
    ]);
  await draw(hourPlot, [
    { name: 'Tandem', points: byMinute(ours) },
    { name: 'all, every 30 s', points: byMinute(plain) },
  ]);
  return {
    firstSync: ratio(await benchFirstSync()),
    idleRequests: idle.requests,
    idleChanged: idle.changed,
    idleWrites: idle.writes,
    idleParsed: idle.parsed,
    heap: lastOf(heap) / (heap[0] ?? 0),
    hourPeak: (100 * Math.max(...ours)) / Math.max(...plain),
    history: ratio(await benchHistory()),
  };
}

async function ofActions() {
  const costOf = await actionCosts();
  const [theme, model] = [costOf('theme is clicked'), costOf('model is edited')];
  const temperature = costOf('temperature is edited');
  return {
    themeReads: theme.reads,
    themeCommits: theme.commits,
    themeReports: theme.reports,
    modelReads: model.reads,
    modelCommits: model.commits,
    modelGets: model.gets,
    temperatureReads: temperature.reads,
    temperatureCommits: temperature.commits,
    temperatureGets: temperature.gets,
    fullSync: costOf('whole sync').repeats,
  };
}

async function ofOneChange(harness: Harness) {
  const all = await benchCommit(harness);
  const line = (name: string, way: keyof Ways, of: 'bytes' | 'ms'): Line => ({
    name,
    points: all.map((ways, at) => [commitSizes[at] ?? 0, ways[way][of]]),
  });
  const lines = (of: 'bytes' | 'ms') => [
    line('Tandem', 'tandem', of),
    line('rewrite everything', 'rewrite', of),
    line('TinyBase', 'tinybase', of),
  ];
  await draw(bytesPlot, lines('bytes'));
  await draw(timePlot, lines('ms'));
  const { tandem, rewrite, tinybase } = lastOf(all);
  return {
    changeBytesRewrite: (100 * tandem.bytes) / rewrite.bytes,
    changeBytesTinyBase: (100 * tandem.bytes) / tinybase.bytes,
    changeTimeRewrite: (100 * tandem.ms) / rewrite.ms,
    changeTimeTinyBase: (100 * tandem.ms) / tinybase.ms,
  };
}

const person = { name: ALEX.email, password: ALEX.password };
const start = () => launch({ browser: 'chromium', extensionDirectory: buildDirectory('chromium', 'release') });

/** Connects both apps and waits until everything was read. */
async function connect(harness: Harness, anythingllm: { url: string }, librechat: { url: string }): Promise<void> {
  const connectPage = await connectAsAPerson(harness, { anythingllm, librechat });
  const chat = await signInToLibreChat(harness, librechat, person);
  await connectPage.bringToFront();
  await connectPage.waitForText(/\d+ workspaces? · [\d,.]+ conversations?/, { timeoutMs: 60_000 });
  await connectPage.close();
  await chat.close();
}

async function inBrowsers() {
  const brain = await startAnythingLlm();
  const full = await startLibreChat({ sample: { conversations: 10_000 } });
  const empty = await startLibreChat({ sample: 'empty' });
  const [ours, without, hasNone] = [await start(), await start(), await start()];
  try {
    const change = await ofOneChange(without);
    await connect(ours, brain, full);
    const cold = await benchColdStart(ours, hasNone);
    await connect(hasNone, brain, empty);
    await (await signInToLibreChat(without, full, person)).close();
    print(await benchAppPage({ ours, baseline: without }, 'AnythingLLM', brain.url));
    print(await benchAppPage({ ours, baseline: without }, 'LibreChat', full.url));
    print(await benchPanel({ ours, baseline: hasNone }));
    return { ...change, coldStart: cold.ours - cold.baseline };
  } finally {
    await Promise.all([ours.close(), without.close(), hasNone.close()]);
    await Promise.all([brain.stop(), full.stop(), empty.stop()]);
  }
}

interface Written {
  readonly figures: readonly Figure[];
  readonly libraries: readonly LibraryFigures[];
}
const written = async () => JSON.parse(await readFile(inDocs('performance.json'), 'utf8')) as Written;

/** Measures these libraries; the others stay as they were written. */
async function ofLibraries(wanted: readonly LibraryName[]) {
  const before = new Map((await written()).libraries.map((one) => [one.library, one]));
  for (const library of wanted) before.set(library, await benchLibrary(library));
  return libraries.flatMap((library) => before.get(library) ?? []);
}

function ofSearchInside(all: readonly LibraryFigures[]) {
  const ours = all.find(({ library }) => library === 'sqlite');
  if (!ours) throw new Error('our own index was not measured');
  return {
    searchQuery: ours.query,
    searchCold: ours.cold,
    searchIndexing: 1e6 / ours.perSecond,
    searchMemory: ours.memory,
  };
}

async function write(all: Written): Promise<void> {
  for (const one of all.figures)
    console.log(
      `${one.met ? 'met   ' : 'MISSED'} ${one.what.padEnd(90)} ${shown(one.figure, one)} (≤ ${shown(one.goal, one)})`,
    );
  await writeFile(inDocs('performance.json'), `${JSON.stringify(all, null, 2)}\n`);
  await writeFile(inDocs('performance.md'), reportOf(all.figures, all.libraries));
  const readme = inProject('README.md');
  await writeFile(readme, withFigures(await readFile(readme, 'utf8'), all.figures));
}

/** `npm run bench -- search-inside [library …]` */
async function searchInsideAlone(names: readonly string[]): Promise<void> {
  const wanted = libraries.filter((library) => names.length === 0 || names.includes(library));
  const { figures } = await written();
  const before = Object.fromEntries(figures.map(({ id, figure }) => [id, figure])) as Record<Figure['id'], number>;
  const all = await ofLibraries(wanted);
  await write({ figures: figuresOf({ ...before, ...ofSearchInside(all) }), libraries: all });
}

await main(async () => {
  await ensureBrowsers(['chromium']);
  const [part, ...names] = process.argv.slice(2);
  if (part === 'search-inside') {
    await searchInsideAlone(names);
    return 0;
  }
  const code = await build('chromium', 'release');
  if (code !== 0) return code;
  const figuresOfNode = await inNode();
  printHead();
  print(await benchSearch());
  const all = await ofLibraries(libraries);
  const figures = figuresOf({
    ...figuresOfNode,
    ...(await ofActions()),
    ...(await inBrowsers()),
    ...ofSearchInside(all),
  });
  await write({ figures, libraries: all });
  return 0;
});

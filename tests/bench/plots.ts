interface Axis {
  readonly label: string;
  readonly scale: 'linear' | 'log';
}

export interface Plot {
  readonly file: string;
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
}

const conversations: Axis = { label: 'conversations', scale: 'log' };
const linear = (label: string): Axis => ({ label, scale: 'linear' });
const log = (label: string): Axis => ({ label, scale: 'log' });

const plotOf = (name: string, title: string, x: Axis, y: Axis): Plot => ({
  file: `performance-${name}.svg`,
  title,
  x,
  y,
});
export const bytesPlot = plotOf('bytes', 'Bytes written for one changed conversation', conversations, log('bytes'));
export const timePlot = plotOf('time', 'Time to store one changed conversation', conversations, log('ms'));
export const hourPlot = plotOf('hour', 'Requests of 1,000 people', linear('minute'), linear('requests a minute'));
export const heapPlot = plotOf('heap', 'Heap of the engine', linear('cycles'), linear('MB'));

/** Those of `docs/performance.md`, in its folder. */
export const plots: readonly Plot[] = [bytesPlot, timePlot, hourPlot, heapPlot];

export interface Line {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

const [width, height, left, right, top, bottom] = [720, 320, 76, 150, 40, 48];
/** Each against white and against near black at least 3 : 1. */
const colours = ['#1a7f37', '#cf4a22', '#6f6ad8'];
const number = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

/** Where values stand between two pixels, and which of them are named. */
function scaleOf({ scale }: Axis, values: readonly number[], from: number, to: number) {
  if (scale === 'log') {
    const [low, high] = [Math.floor(Math.log10(Math.min(...values))), Math.ceil(Math.log10(Math.max(...values)))];
    const ticks = Array.from({ length: high - low + 1 }, (_, at) => 10 ** (low + at));
    return { ticks, at: (value: number) => from + ((Math.log10(value) - low) / (high - low)) * (to - from) };
  }
  const step = 10 ** Math.floor(Math.log10(Math.max(...values) / 2));
  const most = Math.ceil(Math.max(...values) / step) * step;
  const each = most / step > 6 ? 2 * step : step;
  const ticks = Array.from({ length: Math.floor(most / each) + 1 }, (_, at) => at * each);
  return { ticks, at: (value: number) => from + (value / most) * (to - from) };
}

/** The plot as SVG, readable on light and dark pages. */
export function svgOf({ title, x, y }: Plot, lines: readonly Line[]): string {
  const points = lines.flatMap((line) => line.points);
  const across = scaleOf(
    x,
    points.map(([value]) => value),
    left,
    width - right,
  );
  const up = scaleOf(
    y,
    points.map(([, value]) => value),
    height - bottom,
    top,
  );
  const text = (at: readonly [number, number], anchor: string, words: string, more = '') =>
    `<text x="${at[0].toFixed(0)}" y="${at[1].toFixed(0)}" text-anchor="${anchor}"${more}>${words}</text>`;
  const parts = [
    ...up.ticks.flatMap((tick) => [
      `<path class="grid" d="M${left} ${up.at(tick).toFixed(1)}H${width - right}"/>`,
      text([left - 8, up.at(tick) + 4], 'end', number.format(tick)),
    ]),
    ...across.ticks.map((tick) => text([across.at(tick), height - bottom + 18], 'middle', number.format(tick))),
    text([(left + width - right) / 2, height - 8], 'middle', x.label),
    text([left, 18], 'start', `${title} (${y.label})`, ' font-weight="bold"'),
    ...lines.flatMap(({ name, points: own }, at) => {
      const path = own.map(([a, b]) => `${across.at(a).toFixed(1)} ${up.at(b).toFixed(1)}`).join('L');
      const end = own.at(-1) ?? [0, 0];
      return [
        `<path d="M${path}" fill="none" stroke="${colours[at]}" stroke-width="2"/>`,
        text([width - right + 8, up.at(end[1]) + 4], 'start', name, ` style="fill:${colours[at]}"`),
      ];
    }),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}">
<style>text{font:12px system-ui,sans-serif;fill:#1f2328}.page{fill:#fff}.grid{stroke:#d1d9e0}
@media (prefers-color-scheme:dark){text{fill:#f0f6fc}.page{fill:#0d1117}.grid{stroke:#3d444d}}</style>
<rect class="page" width="${width}" height="${height}"/>
${parts.join('\n')}
</svg>
`;
}

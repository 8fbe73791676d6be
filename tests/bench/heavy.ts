import { request as ask, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { StandIn } from '../apps/kit';
import type { Harness } from '../e2e/harness';
import { inTurns, median, type Result } from './kit';
import { type Load, loadOnce } from './one-load';

const scriptSize = 3_000_000;
const requests = 40;

/** Some 3 MB of functions, of which a part is run, as an app's bundle is. */
function heavyScript(): string {
  const parts: string[] = ['let sum = 0;\n'];
  for (let at = 0, size = 0; size < scriptSize; at++) {
    const body = Array.from({ length: 20 }, (_, line) => `  x = (x * ${at + line + 3} + ${line}) % 1000003; // ${at}`);
    const part = `function part${at}(x) {\n${body.join('\n')}\n  return x;\n}\n${at % 4 === 0 ? `sum += part${at}(${at});\n` : ''}`;
    parts.push(part);
    size += part.length;
  }
  // What it shows comes from its server: a list, and the largest part of the page with the last answer.
  parts.push(`
    const root = document.getElementById('root');
    const show = (tag, properties) => root.append(Object.assign(document.createElement(tag), properties));
    const answers = Array.from({ length: ${requests} }, (_, at) => fetch('api/ping?' + at).then((answer) => answer.text()));
    Promise.all(answers).then((texts) => {
      show('a', { href: '/workspace/one', textContent: 'A workspace' });
      show('p', { textContent: ('Ready, ' + texts.length + ' answers, ' + sum + '. ').repeat(40) });
      show('textarea', { id: 'primary-prompt-input' });
    });`);
  return parts.join('');
}

const page =
  '<!doctype html><meta charset="utf-8"><title>Heavy</title><div id="root"></div><script type="module" src="heavy.js"></script>';

/** Keeps the processor busy: 20 to 170 ms, the same for the same address at each load. */
function work(url: string): void {
  const share = [...url].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 151, 7);
  const end = performance.now() + 20 + share;
  while (performance.now() < end);
}

/** An app whose page and server are as heavy as the real ones, on this machine: in front of a stand-in. */
export async function startHeavy(app: StandIn) {
  const script = heavyScript();
  const server = createServer((incoming, answer) => {
    const { url = '/', method, headers } = incoming;
    work(url);
    if (url === '/heavy') return answer.setHeader('content-type', 'text/html').end(page);
    if (url === '/heavy.js') return answer.setHeader('content-type', 'text/javascript').end(script);
    const passed = ask(`${app.origin}${url}`, { method, headers }, (given) => {
      answer.writeHead(given.statusCode ?? 502, given.headers);
      given.pipe(answer);
    });
    passed.on('error', () => answer.destroy());
    return incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url, page: `${url}heavy`, stop };
}

/** What Tandem adds to a load of that page. */
export async function benchHeavyPage(ours: Harness, baseline: Harness, url: string): Promise<readonly Result[]> {
  const [with_, without]: [Load[], Load[]] = [[], []];
  const load = (harness: Harness, into: Load[]) => async () => {
    into.push(await loadOnce(harness, 'anythingllm', url, 3_000));
    return 0;
  };
  await inTurns(12, load(ours, with_), load(baseline, without));
  const line = (what: string, of: keyof Load): Result => ({
    what: `a heavy page: ${what}`,
    ours: median(with_.slice(1).map((each) => each[of])),
    baseline: median(without.slice(1).map((each) => each[of])),
    against: 'the same page without Tandem',
  });
  return [line('largest part painted (LCP)', 'lcp'), line('usable', 'usable')];
}

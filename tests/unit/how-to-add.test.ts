import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Follows "How to add …" of docs/ARCHITECTURE.md in a copy of the sources, has it compiled, and runs what was added. */

const project = fileURLToPath(new URL('../..', import.meta.url));
const guide = readFileSync(join(project, 'docs/ARCHITECTURE.md'), 'utf8').split('\n## How to add …\n')[1] ?? '';

/** By file: lines, each with what is added after it. A file without any is new, and is the text. */
type Additions = Readonly<Record<string, string | readonly (readonly [after: string, added: string])[]>>;

const slice: Additions = {
  'lib/model/slices.ts': [
    ["export const listOwners = { workspaces: 'anythingllm',", " notes: 'anythingllm',"],
    ['  workspaces: counted,\n', '  notes: counted,\n'],
    [
      '  workspaces: z.array(workspaceSchema),\n',
      '  notes: z.array(z.object({ id: z.string(), text: z.string() })),\n',
    ],
  ],
  'lib/apps/anythingllm/stock.ts': [
    [
      '  owner: null,\n',
      `  notes: async (http, options) =>
    listAnswer(
      mapAnswer(await http.get('api/notes', notesWire, options), ({ notes }) => notes),
      (list) => list.map(({ id, text }) => ({ id, text })),
    ),
`,
    ],
    ["import { stockRoutes } from './triggers';\n", "import { notesWire } from './wire';\n"],
  ],
  'lib/apps/anythingllm/wire.ts': [
    [
      "} from '../values';\n",
      'export const notesWire = z.looseObject({ notes: rowsOf(z.looseObject({ id: z.string(), text: z.string() })) });\n',
    ],
  ],
  'lib/apps/anythingllm/triggers.ts': [
    ['export const stockRoutes: readonly Route[] = [\n', "  changes('POST', /^api\\/notes$/, 'notes'),\n"],
  ],
  'lib/bridge/public.ts': [
    [
      '  readonly workspaces: readonly TandemWorkspace[] | null;\n',
      '  readonly notes: readonly { readonly id: string; readonly text: string }[] | null;\n',
    ],
    ["  readonly workspaces: TandemState['workspaces'];\n", "  readonly notes: TandemState['notes'];\n"],
  ],
};

const setting: Additions = {
  'lib/model/settings.ts': [
    ["  'ui.textSize',\n", "  'ui.density',\n"],
    ["  'ui.textSize': z.int().check(z.minimum(1), z.maximum(5)),\n", "  'ui.density': z.enum(['compact', 'wide']),\n"],
    [
      "  'ui.textSize': { anythingllm: 'anythingllm_text_size', librechat: 'fontSize' },\n",
      "  'ui.density': { anythingllm: 'density', librechat: 'density' },\n",
    ],
    ['  textSize: z.nullable(z.string()),\n', '  density: z.optional(z.nullable(z.string())),\n'],
  ],
  'lib/settings/definitions/density.ts': `import { type Definition, type Form, inPages } from './projection';

const words: Form<string> = {
  read: (native) => (native === 'compact' || native === 'wide' ? native : undefined),
  write: (density) => density,
};

export const density: Definition = inPages({ anythingllm: words, librechat: words });
`,
  'lib/settings/definitions/projection-for.ts': [
    ["import { language } from './language';\n", "import { density } from './density';\n"],
    ["  'ui.textSize': textSize,\n", "  'ui.density': density,\n"],
  ],
  'components/words/en/panel.ts': [
    ["  'ui.textSize': 'has no such size',\n", "  'ui.density': 'has no such density',\n"],
    ["      textSize: 'Text size',\n", "      density: 'Density',\n"],
    [
      "      'ui.theme': { light: 'Light', dark: 'Dark', system: 'System' },\n",
      "      'ui.density': { compact: 'Compact', wide: 'Wide' },\n",
    ],
  ],
};

const command: Additions = {
  'lib/messaging/commands.ts': [
    ['export const commands = {\n', "  ping: command({ word: z.string() }).replies<'pong'>(),\n"],
  ],
  'lib/background/view-requests.ts': [
    ["  const handlers: Omit<Handlers, 'claim'> = {\n", "    ping: async () => 'pong',\n"],
  ],
};

/** Uses what was added; it ends with an error where something of it is missing. */
const probe = `
import assert from 'node:assert/strict';
import { readPage } from '@/lib/page/settings/read-page';
import { routed } from '@/lib/bridge';
import { maySend, viewRequestSchema } from '@/lib/messaging';
import { projectionFor, registersAt } from '@/lib/settings/definitions';
import { emptyState } from '@/lib/shared-state/assemble';
import { decodeRecord, encodeRecord, parseRecordName, records } from '@/lib/store';
import { pollPlan } from '@/lib/sync/pull';
import { showValue } from '@/components/settings/show-value';

const notes = [{ id: '1', text: 'Tides' }];
assert.ok(pollPlan('never').slices.has('notes'));
assert.equal(parseRecordName(records.notes('c', 'ann').name)?.kind, 'notes');
assert.deepEqual(decodeRecord('notes', encodeRecord('notes', 1, notes)), { ok: true, rev: 1, data: notes });
assert.deepEqual(emptyState.notes, []);
assert.deepEqual(routed('GET', '/api/shared-state/notes', undefined), { kind: 'read', what: 'notes' });

const store = { getItem: (key: string) => (key === 'density' ? 'wide' : null), setItem() {}, removeItem() {} };
const report = readPage('librechat', '/', { store, cookies: '', place: { pathname: '/', search: '' } });
assert.equal(report.ui?.density, 'wide');
assert.ok(registersAt('librechat/page').includes('ui.density'));
const { project, lift } = projectionFor('ui.density', 'librechat/page', { providerAliases: [], endpoints: null });
assert.deepEqual(lift('wide', null), { value: 'wide' });
assert.equal(project({ value: 'compact' }), 'compact');
assert.equal(showValue('ui.density', 'compact').text, 'Compact');

const ping = { type: 'ping', word: 'hello' } as const;
assert.deepEqual(viewRequestSchema.parse(ping), ping);
assert.ok(maySend({ kind: 'framed-view', tabId: 1, documentId: 'd' }, ping));
`;

let copy: string;

function add(additions: Additions): void {
  for (const [file, what] of Object.entries(additions)) {
    const path = join(copy, file);
    if (typeof what === 'string') {
      if (existsSync(path)) throw new Error(`${file} is there already.`);
      writeFileSync(path, what);
      continue;
    }
    let text = readFileSync(path, 'utf8');
    for (const [after, added] of what) {
      if (!text.includes(after)) throw new Error(`${file} has no more: ${after}`);
      text = text.replace(after, () => after + added);
    }
    writeFileSync(path, text);
  }
}

/** What a tool says, if anything is wrong. */
function complaints(tool: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(join(copy, 'node_modules/.bin', tool), args, {
    cwd: copy,
    encoding: 'utf8',
  });
  return status === 0 ? '' : `${stdout}${stderr}`;
}

describe('the guide to additions', () => {
  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'tandem-'));
    for (const part of ['components', 'entrypoints', 'lib', '.wxt', 'package.json', 'tsconfig.json'])
      cpSync(join(project, part), join(copy, part), { recursive: true });
    symlinkSync(join(project, 'node_modules'), join(copy, 'node_modules'));
  });
  afterAll(() => rmSync(copy, { recursive: true }));

  it.each([
    ['a slice', slice, 5],
    ['a setting', setting, 4],
    ['a command', command, 3],
  ])('when %s is added, then the guide names all of its files, and they are few', (what, additions, most) => {
    const part = guide.split('\n\n').find((paragraph) => paragraph.trimStart().startsWith(`**${what}**`)) ?? '';
    const files = Object.keys(additions);
    const unnamed = files.filter((file) => !part.includes(file) && !part.includes(file.split('/').at(-1) ?? file));
    expect(unnamed.filter((file) => !/apps\/anythingllm\/stock|definitions\/density/.test(file))).toEqual([]);
    expect(files.length).toBeLessThanOrEqual(most);
  });

  it('when its additions are made, then they compile, and what was added works', { timeout: 180_000 }, () => {
    for (const additions of [slice, setting, command]) add(additions);
    writeFileSync(join(copy, 'probe.ts'), probe);
    expect(complaints('tsc', '--noEmit', '-p', copy)).toBe('');
    expect(complaints('tsx', 'probe.ts')).toBe('');
  });
});

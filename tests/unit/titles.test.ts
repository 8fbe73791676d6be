import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAst } from 'vite';
import { expect, test } from 'vitest';

const tests = join(import.meta.dirname, '..');

/** Rules come first: “W9: when …, then …”. */
const form = /^(?:[A-Z]\d(?: [A-Z]\d)*: )?when .+, then .+/;

type Node = { readonly type: string; readonly [field: string]: unknown };
const isNode = (value: unknown): value is Node => typeof Object(value).type === 'string';
const childrenOf = (node: Node) => Object.values(node).flat().filter(isNode);

/** `it` of `it(…)`, of `it.each(…)(…)` and the like. */
function calledOf(node: Node): string {
  const inner = node.callee ?? node.object ?? node.tag ?? node.expression;
  return isNode(inner) ? calledOf(inner) : String(node.name ?? '');
}

function titlesIn(file: string): readonly string[] {
  const source = readFileSync(join(tests, file), 'utf8');
  const visit = (node: Node): readonly string[] => {
    const [title, body] = (node.type === 'CallExpression' ? node.arguments : []) as readonly Node[];
    const isTest = /^(?:it|test)(?:[A-Z]\w*)?$/.test(calledOf(node)) && title && body && /Literal$/.test(title.type);
    const inside = childrenOf(node).flatMap(visit);
    return isTest ? [source.slice(Number(title.start) + 1, Number(title.end) - 1), ...inside] : inside;
  };
  return visit(parseAst(source, { lang: file.endsWith('x') ? 'tsx' : 'ts' }) as unknown as Node);
}

const all = readdirSync(tests, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(?:test|spec)\.tsx?$|-contract\.ts$/.test(file))
  .flatMap((file) => titlesIn(file).map((title) => ({ file, title })));

test('when a test has a title, then it says when and then in at most 80 characters', () => {
  expect(all.length).toBeGreaterThan(1_000);
  expect(all.filter(({ title }) => !form.test(title) || title.length > 80)).toEqual([]);
});

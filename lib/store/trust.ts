import { versionOf } from './migrations';
import type { RecordData, RecordKind } from './records';

/** By kind: whether its records are lists, else a field that none of them lacks (null: they may lack any). */
const outlines: { readonly [K in RecordKind]: 'list' | keyof RecordData<K> | null } = {
  connections: 'list',
  preferences: 'pollSeconds',
  status: 'session',
  user: 'id',
  llm: 'places',
  ui: 'theme',
  workspaces: 'list',
  threads: 'list',
  conversations: 'list',
  leftOut: null,
  offers: 'offers',
  pair: 'anythingllm',
  settings: 'registers',
  changes: 'list',
  rights: 'answers',
};

function isWhole(kind: RecordKind, data: unknown): boolean {
  const outline = outlines[kind];
  if (outline === 'list') return Array.isArray(data);
  return Object(data) === data && (outline === null || outline in Object(data));
}

/**
 * Reads a stored value as views do, which carry no schemas: the background parsed what it wrote. Null: this can't be shown;
 * the background is told of it, and looks closely (`decodeRecord`).
 */
export function trustRecord<K extends RecordKind>(
  kind: K,
  value: unknown,
): { readonly rev: number; readonly data: RecordData<K> } | null {
  let json: unknown;
  try {
    json = JSON.parse(String(value));
  } catch {
    return null;
  }
  const { v, rev, data } = Object(json) as { readonly [key in 'v' | 'rev' | 'data']?: unknown };
  if (v !== versionOf(kind) || !Number.isInteger(rev) || !isWhole(kind, data)) return null;
  return { rev: rev as number, data: data as RecordData<K> };
}

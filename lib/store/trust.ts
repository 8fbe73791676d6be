import { versionOf } from './migrations';
import { outlines, type RecordData, type RecordKind } from './records';

function isWhole(kind: RecordKind, data: unknown): boolean {
  const outline = outlines[kind];
  if (outline === 'list') return Array.isArray(data);
  return Object(data) === data && (outline === null || outline in Object(data));
}

/**
 * Reads a stored value without a schema, as views do: the background parsed it before it wrote it. Null: it cannot be
 * shown. The background is told, and decodes it with the schema (`decodeRecord`).
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

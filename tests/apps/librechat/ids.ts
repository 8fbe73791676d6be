import { createHash, randomUUID } from 'node:crypto';

export const ROOT_MESSAGE = '00000000-0000-0000-0000-000000000000';

/** 24 hex digits as MongoDB writes an ObjectId; the same name gives the same id in every run. */
export const objectIdOf = (name: string): string => createHash('sha1').update(name).digest('hex').slice(0, 24);

/** A fresh ObjectId. */
export const newObjectId = (): string => objectIdOf(randomUUID());

/** A version 4 UUID that depends only on the name, so that sample data keeps its addresses between runs. */
export function uuidOf(name: string): string {
  const hex = createHash('sha1').update(name).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

export { randomUUID as newUuid };

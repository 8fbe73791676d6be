import type { JsonRecord } from './exchange';

/** Every path in a JSON value with the types seen there: `workspaces[].id` → number. Array items are one union. */
export type Shape = Map<string, Set<string>>;

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

export function shapeOf(value: unknown): Shape {
  const shape: Shape = new Map();
  const visit = (path: string, each: unknown): void => {
    const types = shape.get(path) ?? new Set<string>();
    shape.set(path, types.add(typeOf(each)));
    if (Array.isArray(each)) {
      for (const item of each) visit(`${path}[]`, item);
    } else if (typeof each === 'object' && each !== null) {
      for (const [key, inner] of Object.entries(each as JsonRecord)) {
        visit(path === '' ? key : `${path}.${key}`, inner);
      }
    }
  };
  visit('', value);
  return shape;
}

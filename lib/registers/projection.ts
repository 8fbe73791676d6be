import { isEqual, type Json, type Native, type Projection, type Shared } from '@/lib/reconcile';

/**
 * The shared form of every setting: a value that all places understand, and, where a place's own form says more than
 * that (`en-us` for English, a theme that only one app has), that form too, for that kind of place alone.
 */
export type SharedSetting<T extends Json> = { readonly value: T; readonly exact?: { readonly [kind: string]: Native } };

/** How one kind of place writes a setting. */
export interface Form<T extends Json> {
  /** What kind of place writes this way: `anythingllm`, `librechat`, … */
  readonly kind: string;
  /** The value that a native one means; undefined when it means nothing to others. */
  read(native: Native): T | undefined;
  /** The native form nearest to a value; undefined when the place cannot hold it. */
  write(value: T): Native | undefined;
}

/** The projection of a form. `project(lift(x)) = x`, so a place is never overwritten with the rounding of its own value. */
export function projectionOf<T extends Json>({ kind, read, write }: Form<T>): Projection {
  const project = (shared: Shared): Native | undefined => {
    const { value, exact } = shared as SharedSetting<T>;
    return exact?.[kind] ?? write(value);
  };
  return {
    project,
    lift: (native, shared) => {
      if (shared !== null && isEqual(project(shared), native)) return shared;
      const value = read(native);
      if (value === undefined) return undefined;
      return isEqual(write(value), native) ? { value } : { value, exact: { [kind]: native } };
    },
  };
}

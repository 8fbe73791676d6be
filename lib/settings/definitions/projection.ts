import type { AppId, PlaceId, SharedSetting } from '@/lib/model';
import { isEqual, type Json, type Native, type Projection, type Shared } from '@/lib/settings/rules';
import type { ProviderAlias } from './provider-map';

export type { SharedSetting };

/** How one kind of place writes a setting. */
export interface Form<T extends Json> {
  /** The value that a native one means; undefined when it means nothing to others. */
  read(native: Native): T | undefined;
  /** The native form nearest to a value; undefined when the place cannot hold it. */
  write(value: T): Native | undefined;
}

/** Any value of a register is in this form: only lifts and edits of this form become one. */
const settingOf = <T extends Json>(shared: Shared) => shared as unknown as SharedSetting<T>;

/** The projection of a form. Values are compared by what they mean, so that a place may say them in its own way. */
export function projectionOf<T extends Json>({ read, write }: Form<T>): Projection {
  const project = (shared: Shared) => write(settingOf<T>(shared).value);
  const says = (native: Native, shared: Shared) =>
    isEqual(project(shared), native) || isEqual(read(native), settingOf<T>(shared).value);
  return {
    project,
    says,
    lift: (native, shared) => {
      if (shared !== null && says(native, shared)) return shared;
      const value = read(native);
      return value === undefined ? undefined : { value };
    },
  };
}

/** What LibreChat offers: the models by endpoint; of an endpoint with null any may be right. Null: not known yet. */
export type Endpoints = Readonly<Record<string, readonly string[] | null>> | null;

/** What the map between the apps' names depends on. */
export interface ProjectionContext {
  readonly providerAliases: readonly ProviderAlias[];
  readonly endpoints: Endpoints;
  /** Places that decide nothing: they hold no value, and are given none. Missing: none. */
  readonly idle?: readonly PlaceId[];
  /** Which provider answers at a place. Missing: not known of any. */
  readonly providerAt?: (place: PlaceId) => string | null;
}

/** The kinds of places that hold settings. */
export type HolderKind =
  | `anythingllm/${'system' | 'workspace' | 'page' | 'account'}`
  | `librechat/${'page' | 'last-used' | 'preset' | 'account'}`;

/** How each kind of place writes a setting, whatever the apps offer or depending on it. Missing: it has no such setting. */
export type Definition = Readonly<
  Partial<Record<HolderKind, Projection | ((context: ProjectionContext, place: PlaceId) => Projection)>>
>;

type Forms<T extends Json> = Readonly<Record<AppId, Form<T>>>;

/** A setting of both apps' pages. */
export const inPages = <T extends Json>({ anythingllm, librechat }: Forms<T>): Definition => ({
  'anythingllm/page': projectionOf(anythingllm),
  'librechat/page': projectionOf(librechat),
});

/** A platform's account takes the same words as the app's pages. */
export const inAccounts = <T extends Json>({ anythingllm, librechat }: Forms<T>): Definition => ({
  'anythingllm/account': projectionOf(anythingllm),
  'librechat/account': projectionOf(librechat),
});

import type { TandemErrorCode } from '@/lib/bridge';
import type { ViewRequest } from '@/lib/messaging';
import type { AppId, Contract, PlaceKind, RegisterId } from '@/lib/model';
import type { RecordKind, Unreadable } from '@/lib/store';
import type { FailureCode, Refusal } from './codes';

/**
 * The events of the log, with their fields. A field is a code of a closed set, a number or an app. A text of any other
 * kind does not compile, so no value, title, name, address, id or token gets in. An app stands for its connection.
 */
export interface Events {
  'worker-started': { readonly version: Version };
  connected: { readonly app: AppId; readonly contract: Contract };
  disconnected: { readonly app: AppId };
  'pull-ended': {
    readonly app: AppId;
    readonly urgency: 'poll' | 'news' | 'user';
    readonly extent: 'full' | 'part';
    readonly end: 'done' | 'resting' | 'not-signed-in' | 'other-contract' | 'cut-off' | 'failed';
    readonly ms: number;
  } & Partial<FailureCode>;
  'session-learned': { readonly app: AppId; readonly kind: 'own' | 'foreign' };
  'session-refused': { readonly app: AppId };
  'session-refreshed': {
    readonly app: AppId;
    readonly end: 'ready' | 'resting' | 'unseen' | 'asleep' | 'expired' | 'signed-out' | 'failed';
    readonly ms: number;
  } & Partial<FailureCode>;
  'session-left': { readonly app: AppId; readonly session: 'signed-out' | 'unseen' };
  /** A view's request failed. */
  'request-failed': { readonly request: ViewRequest['type'] } & FailureCode;
  'archive-failed': FailureCode;
  'settings-failed': { readonly app: AppId } & FailureCode;
  'setting-written': {
    readonly place: PlaceKind;
    readonly register: RegisterId;
    readonly outcome: 'ok' | 'refused' | 'coerced';
    readonly code?: Refusal;
  };
  /** `rule`: of docs/SPEC.md. */
  'setting-kept-back': { readonly place: PlaceKind; readonly register: RegisterId; readonly rule: KeptBackRule };
  conflict: {
    readonly register: RegisterId;
    readonly rule: 'O1' | 'O2-O4';
    readonly kept: PlaceKind | 'edit';
    readonly lost: PlaceKind | 'edit';
  };
  'gate-opened': { readonly ms: number };
  'record-unreadable': { readonly kind: RecordKind; readonly why: Unreadable };
}

/**
 * W1: the place cannot hold the value; W3: the place had changed; W4: the user keeps another value there; W5: a question
 * was asked.
 */
export type KeptBackRule = 'W1' | 'W3' | 'W4' | 'W5' | 'not-due';

/** Events that happen too often for a line each: their numbers are added up. */
export interface Sums {
  /** By record kind: the number of commits that wrote it. */
  commits: { readonly count: number } & Partial<Readonly<Record<RecordKind, number>>>;
  'page-reports': Partial<Readonly<Record<AppId | 'by-hand' | 'signed-out', number>>>;
  'bridge-refusals': Partial<Readonly<Record<TandemErrorCode, number>>>;
  'storage-errors': { readonly count: number };
}

export type EventName = keyof Events | keyof Sums;

/** Tandem's own version. */
export type Version = `${number}.${number}.${number}`;

/** The fields of an event, without any free text. */
export type Closed<F> = {
  readonly [K in keyof F]: F[K] extends number | undefined ? F[K] : string extends F[K] ? never : F[K];
};

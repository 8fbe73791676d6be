import type {
  Held,
  Json,
  Conflict as ListedConflict,
  Question as ListedQuestion,
  PlaceId,
  Register,
  RegisterId,
  Replica,
  WaitingEdit,
} from '@/lib/model';

export type { Held, Json, LastWrite, Register, RegisterId, Replica } from '@/lib/model';

/** A setting's value as all places share it. */
export type Shared = Json;
/** A setting's value as one place writes it. */
export type Native = Json;

/** How one place writes a shared value. `says(x, lift(x))` for every native value that can be lifted. */
export interface Projection {
  /** Undefined: this place cannot hold the value. */
  project(shared: Shared): Native | undefined;
  /**
   * The shared value that a native one means: the present one where the native one says that. Undefined: it means nothing
   * to other places.
   */
  lift(native: Native, shared: Shared | null): Shared | undefined;
  /** Whether a native value says what a shared one does, be it in another way (`en-US` and `en`). */
  says(native: Native, shared: Shared): boolean;
}

/** A user's change in Tandem. */
export type Edit = Pick<WaitingEdit, 'id' | 'register' | 'value' | 'seq'>;

/** What a read of a place found: a value, or that the place holds no opinion. */
export type Observation = Held;

export interface Write {
  readonly register: RegisterId;
  readonly place: PlaceId;
  readonly target: Native;
  /** Of the register's value. */
  readonly seq: number;
  /** The change that the user wants back; null: it gives the register's value. */
  readonly restores: string | null;
}

/** What only the user can decide. */
export type NewQuestion =
  /** Places that were never in step hold different values. */
  | { readonly kind: 'compare'; readonly register: RegisterId; readonly places: readonly PlaceId[] }
  | Extract<ListedQuestion, { kind: 'approve' }>;

/** Two people, or one at two places, wanted different things: the kept value, and the one that is a click away. */
export type NewConflict = Omit<ListedConflict, 'id' | 'at'>;

export interface Situation {
  readonly registers: Readonly<Partial<Record<RegisterId, Register>>>;
  readonly replicas: readonly Replica[];
  /** By `register/replica`; only what was read just now. */
  readonly observations: ReadonlyMap<string, Observation>;
  /** Of those that a user's hand set: as of which number of the sequence the settings were known there (O2). */
  readonly asOf?: ReadonlyMap<string, number>;
  /** What writes of ours replaced at a place lately: a form that was opened before may save it again (O4). */
  readonly replaced?: (replica: Replica) => readonly Native[];
  /** Edits that no register has taken in yet. */
  readonly edits: readonly Edit[];
  readonly projections: (replica: Replica) => Projection;
  /** W5, “Ask me first”: settings of which every write needs a yes whose value the user did not set in Tandem. */
  readonly asking: ReadonlySet<RegisterId>;
  /** J1: settings of which the user did not say that they want them in step. */
  readonly notInStep?: ReadonlySet<RegisterId>;
  /** The next number of the sequence. */
  readonly seq: number;
}

export interface Plan {
  readonly registers: Readonly<Partial<Record<RegisterId, Register>>>;
  readonly replicas: readonly Replica[];
  /** Places that cannot hold the present value. */
  readonly unsupported: readonly { readonly register: RegisterId; readonly place: PlaceId }[];
  readonly writes: readonly Write[];
  readonly questions: readonly NewQuestion[];
  /** New ones. */
  readonly conflicts: readonly NewConflict[];
  readonly seq: number;
}

const keys = new Map<RegisterId, Map<string, string>>();

/** `register/replica`. Made once per place: thousands are looked up in one round, and a new text is slow to find. */
export function placeKey({ register, id }: Pick<Replica, 'register' | 'id'>): string {
  let known = keys.get(register);
  if (!known) {
    known = new Map();
    keys.set(register, known);
  }
  let key = known.get(id);
  if (key === undefined) {
    key = `${register}/${id}`;
    known.set(id, key);
  }
  return key;
}

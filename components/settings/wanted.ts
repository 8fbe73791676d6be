import type { Json, RegisterId, Settings } from '@/lib/model';

type Fields = Readonly<Record<string, Json | undefined>>;

/** The fields of a JSON object; none for anything else. */
export const fieldsOf = (value: Json | undefined): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

/** What a setting's shared form (`SharedSetting`) holds. */
export const sharedValue = (shared: Json): Json => fieldsOf(shared).value ?? null;

/** What the person wants of a setting: the last value from anywhere, or the change that was made in Tandem since. */
export function wanted(register: RegisterId, settings: Settings): Json {
  const present = settings.registers[register];
  const edit = lastEdit(register, settings);
  const isNewer = edit && (!present || edit.seq >= present.seq);
  if (isNewer) return sharedValue(edit.value);
  return present ? sharedValue(present.value) : null;
}

/** The person's last change of a setting that is not everywhere yet. */
export const lastEdit = (register: RegisterId, { outbox }: Settings) =>
  outbox.filter((edit) => edit.register === register).sort((a, b) => b.seq - a.seq)[0];

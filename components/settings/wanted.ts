import type { Json, RegisterId, Settings } from '@/lib/model';

type Fields = Readonly<Record<string, Json | undefined>>;

/** The fields of a JSON object; none for any other value. */
export const fieldsOf = (value: Json | undefined): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

/** The value in a setting's shared form (`SharedSetting`). */
export const sharedValue = (shared: Json): Json => fieldsOf(shared).value ?? null;

/** The desired value of a setting: the last value from anywhere, or a later change in Tandem. */
export function wanted(register: RegisterId, settings: Settings): Json {
  const present = settings.registers[register];
  const edit = lastEdit(register, settings);
  const isNewer = edit && (!present || edit.seq >= present.seq);
  if (isNewer) return sharedValue(edit.value);
  return present ? sharedValue(present.value) : null;
}

/** The user's last change of a setting that has not reached every place. */
export const lastEdit = (register: RegisterId, { outbox }: Settings) =>
  outbox.filter((edit) => edit.register === register).sort((a, b) => b.seq - a.seq)[0];

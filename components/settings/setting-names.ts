import { type RegisterId, registerIds } from '@/lib/model';

type NameOf<Id> = Id extends `${string}.${infer Name}` ? Name : never;
/** A setting's name on the screen, as the key of its words. */
export type SettingName = NameOf<RegisterId>;

type Names = { readonly [Id in RegisterId]: NameOf<Id> };
export const nameOf = Object.fromEntries(registerIds.map((id) => [id, id.slice(id.indexOf('.') + 1)])) as Names;

type Ids = { readonly [Id in RegisterId as NameOf<Id>]: Id };
export const registerOf = Object.fromEntries(registerIds.map((id) => [nameOf[id], id])) as unknown as Ids;

/** The settings, in the order of the screen. */
export const settingNames: readonly SettingName[] = registerIds.map((id) => nameOf[id]);

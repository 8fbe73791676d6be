import type { AppId, Contract, Right, Rights } from '@/lib/model';
import type { TandemPermission } from './public';

/** What code in one app's page may do at present. */
export type Permissions = Readonly<Record<Right, TandemPermission>>;

/** What was answered counts; before, the platform's own code may do all (`platform.md`), and anybody else's asks. */
export function permissionsFor(app: AppId, contract: Contract, { answers }: Rights): Permissions {
  const first: TandemPermission = contract === 'platform' ? 'yes' : 'ask';
  const given = answers[app] ?? {};
  return { 'read-other': given['read-other'] ?? first, change: given.change ?? first };
}

/** Notes that an app's code wants a right. @param at ISO 8601 */
export function asked(rights: Rights, app: AppId, right: Right, at: string): Rights {
  const isKnown = rights.asked.some((one) => one.app === app && one.right === right);
  if (isKnown || rights.answers[app]?.[right] !== undefined) return rights;
  return { ...rights, asked: [...rights.asked, { app, right, at }] };
}

/** Takes the person's answer; `ask` forgets what was answered before. */
export function answered(rights: Rights, app: AppId, right: Right, answer: TandemPermission): Rights {
  const { [right]: _former, ...others } = rights.answers[app] ?? {};
  const answers = { ...rights.answers, [app]: answer === 'ask' ? others : { ...others, [right]: answer } };
  return { answers, asked: rights.asked.filter((one) => one.app !== app || one.right !== right) };
}

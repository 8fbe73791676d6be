import type { AppId, Right, Rights } from '@/lib/model';
import type { TandemPermission } from './public';

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

import { type AppId, putOffUntil, type Right, type RightAnswer, type Rights } from '@/lib/model';

/** Notes that an app's code asks for a right. @param at ISO 8601 */
export function asked(rights: Rights, app: AppId, right: Right, at: string): Rights {
  const isKnown = rights.asked.some((one) => one.app === app && one.right === right);
  const isAnswered =
    rights.answers[app]?.[right] !== undefined || putOffUntil(rights, app, right, Date.parse(at)) !== null;
  return isKnown || isAnswered ? rights : { ...rights, asked: [...rights.asked, { app, right, at }] };
}

/** Takes the user's answer. @param at ISO 8601 */
export function withAnswer(rights: Rights, app: AppId, right: Right, answer: RightAnswer, at: string): Rights {
  const { [right]: _former, ...answers } = rights.answers[app] ?? {};
  const { [right]: _later, ...later } = rights.later[app] ?? {};
  const isForGood = answer === 'yes' || answer === 'no';
  return {
    answers: { ...rights.answers, [app]: isForGood ? { ...answers, [right]: answer } : answers },
    later: { ...rights.later, [app]: answer === 'later' ? { ...later, [right]: at } : later },
    asked: rights.asked.filter((one) => one.app !== app || one.right !== right),
  };
}

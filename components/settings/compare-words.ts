import { count } from '../words';

export const compareWords = {
  leave: 'Leave different',
  leaveMeans: 'Left different, a setting is off: each app keeps its own until you switch it on again.',
  notNow: 'Not now',
  done: 'Done',
  all: 'Take all from',
  keepInStep: 'Keep these in step',
  keepInStepCount: (amount: number) => `Keep these in step: ${count(amount, 'change', 'changes')}`,
  writes: 'What Tandem will change',
  write: (setting: string, place: string) => `${setting}, ${place}:`,
};

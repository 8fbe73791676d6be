import { type AppId, appNames } from '@/lib/model';

export const changeWords = {
  none: 'None yet. Every change that Tandem makes in an app is listed here, and can be put back.',
  byYou: 'you, in Tandem',
  followed: (place: string) => `followed ${place}`,
  putBackByYou: 'put back by you',
  sending: 'no answer yet',
  coerced: (app: AppId, got: string) => `${appNames[app]} made it ${got}`,
  refused: (sentence: string) => `refused: ${sentence}`,
  putBack: 'Put back',
  gone: 'This cannot be put back any more.',
  older: 'Show older ones',
};

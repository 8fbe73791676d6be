import { type AppState, appIds, hasPages, type SharedState } from '@/lib/model';

/** The screens of the connect page, in order. */
export const steps = ['address', 'sign-in', 'everything', 'compare', 'try', 'ready'] as const;
export type StepName = (typeof steps)[number];

/** Whether Tandem cannot use a connected app until one of its pages was opened. */
export function needsSignIn({ connection, status }: AppState): boolean {
  return connection !== null && status.session !== 'signed-in' && status.session !== 'not-needed';
}

/** The first screen: where the first run was interrupted, or the addresses. */
export function firstStep(apps: SharedState['apps']): StepName {
  const begun = appIds.some((app) => apps[app].connection && apps[app].status.session === 'unseen');
  return begun ? 'sign-in' : 'address';
}

/**
 * The next screen. Sign-in is skipped if both sign-ins are known, the comparison if there is only one app. The try is
 * skipped while an identity is unknown, if the theme is not kept in step, or if an app has no pages.
 */
export function nextStep(step: StepName, { apps, settings }: Pick<SharedState, 'apps' | 'settings'>): StepName {
  switch (step) {
    case 'address':
      return appIds.some((app) => needsSignIn(apps[app])) ? 'sign-in' : 'everything';
    case 'sign-in':
      return 'everything';
    case 'everything':
      return appIds.every((app) => apps[app].connection) ? 'compare' : 'ready';
    case 'compare':
      return settings &&
        settings.settings.modes['ui.theme'] !== 'off' &&
        appIds.every((app) => hasPages(apps[app].connection))
        ? 'try'
        : 'ready';
    case 'try':
    case 'ready':
      return 'ready';
  }
}

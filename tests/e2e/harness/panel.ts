import type { AppId } from '@/lib/model';
import { askBackground } from './background';
import type { ElementActions, Harness, Tab } from './types';
import { until } from './wait';

/** The panel in a wide tab: list, settings and status side by side. */
export const openPanel = (harness: Harness): Promise<Tab> =>
  harness.openExtensionPage('panel.html', { width: 1100, height: 900 });

/** What the panel says about one app, as a selector. */
export const statusOf = (app: AppId) => ({ css: `.app-status[data-app="${app}"]` });

/** The words of the list, as a selector. */
export const list = { css: '.find' };

export async function waitForStatus(
  panel: ElementActions,
  app: AppId,
  text: string | RegExp,
  timeoutMs = 20_000,
): Promise<void> {
  await panel.waitForText(text, { within: statusOf(app), timeoutMs });
}

export const syncNow = (panel: ElementActions) => panel.click({ role: 'button', name: 'Sync now' });

/** What a visible panel tells the background every 10 s, said now: the background asks what is due. */
export async function lookNow(view: ElementActions): Promise<void> {
  await askBackground(view, { type: 'heartbeat', input: false });
}

/**
 * Waits until the background has read all that it began to read of these apps. What changes at a server afterwards is in
 * none of its answers, and the next reading begins anew. Looks as a visible panel does: what is due is asked first.
 */
export async function untilAtRest(view: ElementActions, ...apps: readonly [AppId, ...AppId[]]): Promise<void> {
  await until(`${apps.join(' and ')} to be read`, async () => {
    const { busy, settingsBusy } = await askBackground(view, { type: 'heartbeat', input: false });
    const asked = apps.filter((app) => busy[app] || settingsBusy[app]);
    return asked.length === 0 ? { value: true } : { problem: `${asked.join(' and ')} is being asked` };
  });
}

/** Words in the view whose colour is red: none but a real failure may be. */
export function redWords(view: ElementActions): Promise<string[]> {
  return view.evaluate(() => {
    const isRed = (color: string) => {
      const [r = 0, g = 0, b = 0, alpha = 1] = (color.match(/[\d.]+/g) ?? []).map(Number);
      return alpha > 0.2 && r > 120 && r > 1.8 * g && r > 1.8 * b;
    };
    return [...document.querySelectorAll<HTMLElement>('body *')]
      .filter((element) => {
        const style = getComputedStyle(element);
        return element.checkVisibility() && [style.color, style.backgroundColor, style.borderColor].some(isRed);
      })
      .map((element) => element.textContent || element.className);
  });
}

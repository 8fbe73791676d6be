import { idleSpan } from '@/lib/background';
import { browser } from './browser';

const name = 'idle';

/** Rings every 15 minutes while an app is connected. An update of Tandem drops alarms, so this runs at every start. */
export async function ensureAlarm(when: 'connected' | 'not-connected'): Promise<void> {
  const present = await browser.alarms.get(name);
  if (when === 'not-connected') await browser.alarms.clear(name);
  else if (!present) browser.alarms.create(name, { periodInMinutes: idleSpan / 60_000 });
}

export function onAlarm(listener: () => void): void {
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === name) listener();
  });
}

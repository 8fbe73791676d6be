import { browser } from './browser';

/** Shows on the toolbar's button how many questions wait for the person; none: nothing. */
export async function showWaiting(questions: number): Promise<void> {
  await browser.action.setBadgeBackgroundColor({ color: '#7c4a03' });
  await browser.action.setBadgeText({ text: questions === 0 ? '' : String(questions) });
}

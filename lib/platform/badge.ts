import { browser } from './browser';

/** Shows the number of open questions on the toolbar button; nothing for zero. */
export async function showQuestionCount(questions: number): Promise<void> {
  await browser.action.setBadgeBackgroundColor({ color: '#7c4a03' });
  await browser.action.setBadgeText({ text: questions === 0 ? '' : String(questions) });
}

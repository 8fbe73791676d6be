import { act } from 'react';
import { expect, test } from 'vitest';
import { CopyDiagnostics } from '@/components/status/copy-diagnostics';
import { fakePorts } from '../../gallery/fake-ports';
import { scenes } from '../../gallery/scenes';
import { buttonsIn, showPage } from './page';

const name = 'Copy diagnostics';
const report = 'tandem version=1.2.3';

/** @param allows What the browser says to a wish to copy; what is copied then is noted in `copied` */
async function open(allows: 'copying' | 'nothing', diagnostics: () => Promise<string>, copied: string[] = []) {
  const page = await showPage(fakePorts(scenes['step-everyone'], { diagnostics }), <CopyDiagnostics />);
  document.execCommand = (command) => {
    if (allows === 'nothing') return false;
    const clipboardData = { setData: (_type: string, text: string) => copied.push(text) };
    document.dispatchEvent(Object.assign(new window.Event(command), { clipboardData }));
    return true;
  };
  await page.press(page.body, name);
  await act(async () => undefined);
  return page.body;
}

test('when diagnostics are copied, then the clipboard holds them and the view says so', async () => {
  const copied: string[] = [];
  const body = await open('copying', async () => report, copied);
  expect(copied).toEqual([report]);
  expect(body.querySelector('[role=status]')?.textContent).toMatch(/^Copied\./);
  expect(body.querySelector('textarea')).toBeNull();
});

test('when the browser lets nothing be copied, then the text is shown for that', async () => {
  const body = await open('nothing', async () => report);
  expect(body.querySelector('[role=status]')?.textContent).toMatch(/^Copy this/);
  // React gives it by this name first, and the page without a browser makes no `value` of it.
  expect(body.querySelector('textarea')?.defaultValue).toBe(report);
});

test('when no diagnostics come, then the view says so and the button is back', async () => {
  const body = await open('copying', () => Promise.reject(new Error('no answer')));
  expect(body.querySelector('[role=status]')?.textContent).toBe('That did not work. Please try again.');
  expect(buttonsIn(body).map((button) => button.hasAttribute('disabled'))).toEqual([false]);
});

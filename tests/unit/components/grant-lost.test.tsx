import { act } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { GrantLost } from '@/components/status/grant-lost';
import { fakePorts } from '../../gallery/fake-ports';
import { scenes } from '../../gallery/scenes';
import { showPage } from './page';

afterEach(() => vi.useRealTimers());

it('when a yes has no effect, then the browser’s administrator is named', async () => {
  vi.useFakeTimers();
  const page = await showPage(
    fakePorts(scenes['grant-lost']),
    <GrantLost app="librechat" pattern="http://nas/*" host="nas" />,
  );
  await page.press(page.body, 'Allow again');
  expect(page.body.textContent).not.toContain('administrator');
  await act(() => vi.advanceTimersByTimeAsync(3_100));
  expect(page.body.textContent).toContain('Its administrator may block extensions on nas');
});

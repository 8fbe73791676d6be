import { beforeEach, describe, expect, it } from 'vitest';
import type { Ports } from '@/components/ports';
import { ChangeLines } from '@/components/settings/change-lines';
import { fakePorts } from '../../gallery/fake-ports';
import { scenes } from '../../gallery/scenes';
import { buttonsIn, type Page, showPage } from './page';

describe('the list of changes', () => {
  let page: Page;
  let wanted: unknown[];

  beforeEach(() => {
    wanted = [];
  });

  async function show(where: Ports['where'], answer: (meantFor: string) => Promise<boolean> = async () => true) {
    const scene = scenes['step-shared'];
    if (!scene.shared.settings) throw new Error('no settings in the scene');
    const ports = fakePorts(
      { ...scene, where },
      {
        'put-back': async ({ change, for: meantFor }) => {
          wanted.push([change, meantFor]);
          return answer(meantFor);
        },
      },
    );
    const { changes } = scene.shared.settings;
    page = await showPage(ports, <ChangeLines changes={changes} />);
  }
  const line = (words: string) => [...page.body.querySelectorAll('li')].find((one) => one.textContent?.includes(words));
  const shared = () => line('Workspace “Thesis”');
  const mine = () => line('LibreChat’s pages');

  it('W4: when only this person uses the place, then one press puts a value back', async () => {
    await show('widget');
    await page.press(mine(), 'Put back');
    expect(wanted).toEqual([['change-1', 'me']]);
  });

  it('W4: when others use the place, then the person is asked and may say no', async () => {
    await show('popup');
    await page.press(shared(), 'Put back');
    expect(wanted).toEqual([]);
    expect(shared()?.textContent).toContain('is shared by everyone in it. Temperature: now 1 → 0.7.');
    expect(document.activeElement?.textContent).toContain('is shared by everyone in it.');
    await page.press(shared(), 'Not this time');
    expect(wanted).toEqual([]);
    expect(buttonsIn(shared()).map(({ textContent }) => textContent)).toEqual(['Put back']);
    expect(document.activeElement).toBe(shared());
  });

  it('W4: when the person says yes, then it is put back for everyone', async () => {
    await show('tab');
    await page.press(shared(), 'Put back');
    await page.press(shared(), 'Apply for everyone');
    expect(wanted).toEqual([['change-5', 'everyone']]);
    expect(buttonsIn(shared()).map(({ textContent }) => textContent)).toEqual(['Put back']);
    expect(document.activeElement).toBe(shared());
  });

  it('W4: when asked inside an app’s page, then the answer is left to a window of ours', async () => {
    await show('widget');
    await page.press(shared(), 'Put back');
    expect(shared()?.textContent).toContain('is shared by everyone in it. Temperature: now 1 → 0.7.');
    expect(buttonsIn(shared()).map(({ textContent }) => textContent)).toEqual(['Open it']);
    expect(wanted).toEqual([]);
  });

  it('when a change can’t be put back any more, then the line keeps the focus', async () => {
    await show('popup', async () => false);
    await page.press(mine(), 'Put back');
    expect(mine()?.textContent).toContain('This can no longer be put back.');
    expect(document.activeElement).toBe(mine());
  });

  it('when the answer could not be taken, then the question stays', async () => {
    await show('popup', () => Promise.reject(new Error('no')));
    await page.press(shared(), 'Put back');
    await page.press(shared(), 'Apply for everyone');
    expect(shared()?.textContent).toContain('That did not work. Please try again.');
    expect(buttonsIn(shared())).toHaveLength(2);
  });
});

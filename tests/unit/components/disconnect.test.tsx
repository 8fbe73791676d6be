import { describe, expect, it } from 'vitest';
import { StepAddress } from '@/components/connect/step-address';
import { Preferences } from '@/components/status/preferences';
import { presetThen } from '@/components/status/read-leaving';
import { fakePorts } from '../../gallery/fake-ports';
import { scenes } from '../../gallery/scenes';
import { settingsState } from '../../gallery/settings-sample';
import { at, both, down } from './kit';
import { showPage } from './page';

const withPreset = settingsState({ roles: { 'llm.model/librechat/preset': 'on' } });

describe('LibreChat’s default preset, once an app is left,', () => {
  const then = (status: Parameters<typeof at>[1], online = true) =>
    presetThen({ apps: both(at('anythingllm'), at('librechat', status)), settings: withPreset }, online);

  it('is the former one again where LibreChat can be asked for that', () => {
    expect(then({})).toBe('comes-back');
  });

  it.each([
    { session: 'asleep' },
    { session: 'expired' },
    { session: 'unseen' },
    { granted: false },
    { problem: down },
  ])('stays Tandem’s at %o', (status) => {
    expect(then(status as Parameters<typeof at>[1])).toBe('stays');
  });

  it('stays Tandem’s while the browser is offline', () => {
    expect(then({}, false)).toBe('stays');
  });

  it('is none of Tandem’s where it made none', () => {
    expect(presetThen({ apps: both(), settings: settingsState() }, true)).toBe('none');
    expect(presetThen({ apps: both(), settings: null }, true)).toBe('none');
  });
});

describe('Disconnect', () => {
  const show = async (sceneName: string, view = <Preferences />) => {
    const scene = scenes[sceneName];
    if (!scene) throw new Error(`There is no scene ${sceneName}.`);
    return showPage(fakePorts(scene), view);
  };
  const said = ({ body }: Awaited<ReturnType<typeof show>>) => body.querySelector('.notice')?.textContent;

  it('says before what becomes of the default preset, and afterwards what became of it', async () => {
    const page = await show('step-everyone');
    await page.press(page.body, 'Disconnect LibreChat');
    expect(page.body.textContent).toContain('LibreChat goes back to the default that you had before Tandem’s preset.');
    expect(page.body.textContent).not.toContain('Nothing changes in LibreChat');
    await page.press(page.body, 'Disconnect');
    expect(said(page)).toBe('LibreChat is disconnected. Your former default preset is LibreChat’s default again.');
    expect(document.activeElement?.textContent).toBe('Change addresses');
  });

  it('says both when it cannot be restored', async () => {
    const page = await show('leave-asleep');
    await page.press(page.body, 'Disconnect AnythingLLM');
    expect(page.body.textContent).toContain('Tandem can’t ask LibreChat now, so its default preset stays there.');
    await page.press(page.body, 'Disconnect');
    expect(said(page)).toMatch(/^AnythingLLM is disconnected. Tandem could not restore your former default preset/);
  });

  it('says so on the connect page, too', async () => {
    const page = await show('leave-asleep', <StepAddress onDone={() => undefined} />);
    await page.press(page.body, 'Disconnect LibreChat');
    await page.press(page.body, 'Disconnect');
    expect(said(page)).toMatch(/^LibreChat is disconnected. Tandem could not restore your former default preset/);
  });

  it('has nothing more to say where there was no preset of Tandem’s', async () => {
    const page = await show('step');
    await page.press(page.body, 'Disconnect LibreChat');
    expect(page.body.textContent).toContain('Nothing changes in LibreChat itself.');
    await page.press(page.body, 'Disconnect');
    expect(said(page)).toBeUndefined();
  });

  it('gives the focus back when it is not meant after all', async () => {
    const page = await show('step');
    await page.press(page.body, 'Disconnect LibreChat');
    expect(document.activeElement?.textContent).toBe('Cancel');
    await page.press(page.body, 'Cancel');
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Disconnect LibreChat');
  });
});

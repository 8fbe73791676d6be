import { describe, expect, it } from 'vitest';
import { StepAddress } from '@/components/connect/step-address';
import { Preferences } from '@/components/status/preferences';
import { presetThen } from '@/components/status/read-leaving';
import { fakePorts } from '../../gallery/fake-ports';
import { type SceneName, scenes } from '../../gallery/scenes';
import { settingsState } from '../../gallery/settings-sample';
import { at, both, down } from './kit';
import { showPage } from './page';

const withPreset = settingsState({ participation: { 'llm.model/librechat/preset': 'on' } });

const then = (status: Parameters<typeof at>[1], online = true) =>
  presetThen({ apps: both(at('anythingllm'), at('librechat', status)), settings: withPreset }, online);

it('when LibreChat can be asked, then leaving brings the former default preset back', () => {
  expect(then({})).toBe('comes-back');
});

it.each([{ session: 'asleep' }, { session: 'expired' }, { session: 'unseen' }, { granted: false }, { problem: down }])(
  'when LibreChat is at %o, then Tandem’s default preset stays',
  (status) => {
    expect(then(status as Parameters<typeof at>[1])).toBe('stays');
  },
);

it('when the browser is offline, then Tandem’s default preset stays', () => {
  expect(then({}, false)).toBe('stays');
});

it('when Tandem made no preset, then leaving says nothing of one', () => {
  expect(presetThen({ apps: both(), settings: settingsState() }, true)).toBe('none');
  expect(presetThen({ apps: both(), settings: null }, true)).toBe('none');
});

describe('Disconnect', () => {
  const show = (name: SceneName, view = <Preferences />) => showPage(fakePorts(scenes[name]), view);
  const said = ({ body }: Awaited<ReturnType<typeof show>>) => body.querySelector('.notice')?.textContent;

  it('when LibreChat is disconnected, then its preset’s fate is told before and after', async () => {
    const page = await show('step-everyone');
    await page.press(page.body, 'Disconnect LibreChat');
    expect(page.body.textContent).toContain('LibreChat goes back to the default that you had before Tandem’s preset.');
    expect(page.body.textContent).not.toContain('Nothing changes in LibreChat');
    await page.press(page.body, 'Disconnect');
    expect(said(page)).toBe('LibreChat is disconnected. Your former default preset is LibreChat’s default again.');
    expect(document.activeElement?.textContent).toBe('Change addresses');
  });

  it('when the preset can’t be restored, then that is told before and after', async () => {
    const page = await show('leave-asleep');
    await page.press(page.body, 'Disconnect AnythingLLM');
    expect(page.body.textContent).toContain('Tandem can’t ask LibreChat now, so its default preset stays there.');
    await page.press(page.body, 'Disconnect');
    expect(said(page)).toMatch(/^AnythingLLM is disconnected. Tandem could not restore your former default preset/);
  });

  it('when the connect page disconnects, then it says the same of the preset', async () => {
    const page = await show('leave-asleep', <StepAddress onDone={() => undefined} />);
    await page.press(page.body, 'Disconnect LibreChat');
    await page.press(page.body, 'Disconnect');
    expect(said(page)).toMatch(/^LibreChat is disconnected. Tandem could not restore your former default preset/);
  });

  it('when there was no preset of Tandem’s, then nothing more is said', async () => {
    const page = await show('step');
    await page.press(page.body, 'Disconnect LibreChat');
    expect(page.body.textContent).toContain('Nothing changes in LibreChat itself.');
    await page.press(page.body, 'Disconnect');
    expect(said(page)).toBeUndefined();
  });

  it('when disconnecting is cancelled, then the focus comes back', async () => {
    const page = await show('step');
    await page.press(page.body, 'Disconnect LibreChat');
    expect(document.activeElement?.textContent).toBe('Cancel');
    await page.press(page.body, 'Cancel');
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Disconnect LibreChat');
  });
});

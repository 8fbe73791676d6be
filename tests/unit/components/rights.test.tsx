import { expect, it } from 'vitest';
import { RightsAsked, RightsGiven } from '@/components/rights';
import type { Rights } from '@/lib/model';
import { scenes } from '../../gallery/scenes';
import { settingsState } from '../../gallery/settings-sample';
import { wordsOf } from './page';

const rights: Rights = {
  answers: { anythingllm: { change: 'yes' }, librechat: { change: 'no' } },
  later: { anythingllm: { 'read-other': new Date(Date.now() - 60_000).toISOString() } },
  asked: [{ app: 'librechat', right: 'read-other', at: '2026-01-01T00:00:00Z' }],
};

function words(view: 'asked' | 'given', where: 'popup' | 'widget', bridge: 'on' | 'off' = 'on'): Promise<string> {
  const { step } = scenes;
  const preferences = { ...step.shared.preferences, bridge };
  const scene = { ...step, where, shared: { ...step.shared, preferences, settings: settingsState({}, { rights }) } };
  return wordsOf(scene, view === 'asked' ? <RightsAsked /> : <RightsGiven />);
}

it('when a page asks for a right, then a window of Tandem’s own takes the answer', async () => {
  expect(await words('asked', 'popup')).toBe(
    'LibreChat’s page asks to see your AnythingLLM workspaces. Allow Not now Don’t allow',
  );
});

it('when a page asks for a right, then the panel in it only shows the question', async () => {
  const shown = await words('asked', 'widget');
  expect(shown).toContain('LibreChat’s page asks to see your AnythingLLM workspaces.');
  expect(shown).toContain('Open it');
  expect(shown).not.toContain('Allow');
});

it('when rights were given, then they are listed and can be turned round', async () => {
  const shown = await words('given', 'popup');
  expect(shown).toContain('[box] Let code in the apps’ pages use Tandem');
  expect(shown).toContain('AnythingLLM’s page may change your settings. Forbid');
  expect(shown).toMatch(/LibreChat’s page may not change your settings\. Allow$/);
});

it('when a right was put off, then it says until when and can be answered', async () => {
  expect(await words('given', 'popup')).toMatch(
    /AnythingLLM’s page may not see your LibreChat conversations\. It can ask again from .+\. Allow Forbid/,
  );
});

it('when the panel is inside an app’s page, then rights can only be turned off', async () => {
  expect(await words('given', 'widget')).not.toMatch(/Forbid|Allow/);
  expect(await words('given', 'widget')).toContain('[box]');
  expect(await words('given', 'widget', 'off')).toContain('[fixed]');
});

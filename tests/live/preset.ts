import { moreWords } from '@/components/words/en/on-demand';
import { presetTitle } from '@/lib/apps/librechat/preset-document';
import { expect, type Tab, until } from '../e2e/harness';
import { type Both, say, slow } from './both';
import type { Preset } from './librechat';
import { systemPlace } from './model';
import { draftModel, type ModelsOffered, openMore, openSetting, saveModel, setParticipation, untilHas } from './panel';

export const presetPlace = 'LibreChat: default preset';

/** Tandem's default preset at work. */
export interface OwnPreset {
  /** Waits until it is LibreChat's only default and holds this temperature. */
  untilHas(temperature: number): Promise<void>;
  /** A temperature that it does not hold. */
  other(): Promise<number>;
  /** Gives it up again: the former default is back. */
  end(): Promise<void>;
}

/** Types a temperature into the panel and saves it. */
export async function saveTemperature(panel: Tab, temperature: number): Promise<void> {
  await openSetting(panel, 'Temperature');
  await panel.fill({ label: 'Temperature', within: '.setting-open' }, String(temperature), slow);
  await panel.click({ role: 'button', name: 'Save', within: '.setting-open' }, slow);
}

/** Switches Tandem's default preset on. @returns null where it is left alone; why is said. */
export async function startPreset(
  panel: Tab,
  offered: ModelsOffered,
  { chat, before }: Both,
): Promise<OwnPreset | null> {
  const { presets, withoutPresets } = before.librechat;
  const reason =
    withoutPresets ?? (presets.some(({ title }) => title === presetTitle) ? 'Tandem’s preset is there already' : null);
  if (reason) {
    say(`LibreChat's default preset is left alone: ${reason}.`);
    return null;
  }
  // What was typed before and not saved goes with the row that it was typed into.
  await openSetting(panel, 'Theme');
  await openSetting(panel, 'Model');
  const shown = await panel.value({ label: 'Model', within: '.model-editor' });
  const choice = offered.librechat.find(({ model }) => model !== shown);
  if (!choice) {
    say('LibreChat offers no other model for its default preset.');
    return null;
  }

  // The model is LibreChat's alone from here on, whatever AnythingLLM offers.
  await openMore(panel);
  if (await panel.isVisible({ label: systemPlace, within: '.setting-open' }))
    await setParticipation(panel, 'Model', systemPlace, 'off');
  await draftModel(panel, choice);
  await untilHas(panel, 'librechat');
  await saveModel(panel);

  const all = async () => (await chat.server.read()).presets;
  const defaults = async () => (await all()).filter(({ defaultPreset }) => defaultPreset);
  const untilOurs = (what: string, holds: (preset: Preset) => boolean) =>
    until(
      what,
      async () => {
        const [preset, ...others] = await defaults();
        const isOurs = preset?.title === presetTitle && others.length === 0 && preset.model === choice.model;
        return isOurs && holds(preset) ? { value: true } : { problem: JSON.stringify([preset, ...others]) };
      },
      { ...slow, everyMs: 500 },
    );
  await setParticipation(panel, 'Model', presetPlace, 'on');
  await untilOurs(`Tandem's preset to be the default with ${choice.model}`, () => true);
  return {
    untilHas: async (wanted) => {
      await untilOurs(`its temperature to be ${wanted}`, ({ temperature }) => temperature === wanted);
      expect((await all()).filter(({ title }) => title === presetTitle)).toHaveLength(1);
    },
    other: async () => ((await defaults())[0]?.temperature === 0.4 ? 0.6 : 0.4),
    end: async () => {
      const former = presets.filter(({ defaultPreset }) => defaultPreset);
      await setParticipation(panel, 'Model', presetPlace, 'off');
      const { restored } = moreWords.editor;
      const words = former.length > 0 ? restored.restored : restored.none;
      await panel.waitForText(words, { ...slow, within: '.setting-open' });
      expect((await defaults()).map(({ presetId }) => presetId)).toEqual(former.map(({ presetId }) => presetId));
    },
  };
}

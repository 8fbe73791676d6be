import type { StoreApi } from 'zustand/vanilla';
import type { CommandInput, CommandName, ViewReplies } from '@/lib/messaging/protocol';
import {
  type AppId,
  appIds,
  type Json,
  participationKey,
  type RegisterId,
  registerIds,
  type Settings,
  type SharedSetting,
} from '@/lib/model';
import type { ViewState } from '@/lib/shared-state/view-client';
import { anythingLlmModels, native } from './settings-sample';

/** What a scene answers; any other command is done without a word. */
export type FakeCommands = {
  [T in CommandName]?: (input: CommandInput<T>) => Promise<ViewReplies[T]>;
};

/** The commands of what is done in a scene: answered at once, and seen in the store as far as a view can see it. */
export function fakeSettings(store: StoreApi<ViewState>): FakeCommands {
  const patch = (next: (settings: Settings) => Partial<Settings>) =>
    store.setState(({ shared }) => {
      const state = shared.settings;
      return state
        ? { shared: { ...shared, settings: { ...state, settings: { ...state.settings, ...next(state.settings) } } } }
        : {};
    });

  const show = (app: AppId, register: RegisterId, value: Json) =>
    store.setState(({ shared }) => {
      const { ui } = shared.apps[app];
      if (!ui) return {};
      const held = { ...ui, [register.slice('ui.'.length)]: native(register, app, value) };
      return { shared: { ...shared, apps: { ...shared.apps, [app]: { ...shared.apps[app], ui: held } } } };
    });

  return {
    // Of a setting that pages hold.
    edit: async ({ register, value: setting }) => {
      const { value } = Object(setting) as SharedSetting;
      patch(({ seq, registers, questions }) => ({
        seq: seq + 1,
        registers: { ...registers, [register]: { value: { value }, seq: seq + 1, from: 'edit' } },
        questions: questions.filter((each) => each.register !== register),
      }));
      for (const app of appIds) show(app, register, value);
    },
    role: async ({ register, place, role }) => {
      patch(({ participation }) => ({
        participation: { ...participation, [participationKey(register, place)]: role },
        missing: {},
      }));
      return place === 'librechat/preset' && register === 'llm.model' && role === 'off' ? 'restored' : null;
    },
    preview: async ({ answers }) => {
      const questions = store.getState().shared.settings?.settings.questions ?? [];
      return answers.flatMap(({ register, take }) => {
        const asked = questions.find((each) => each.kind === 'compare' && each.register === register);
        if (asked?.kind !== 'compare' || take === null) return [];
        const taken = asked.options.find(({ place }) => place === take);
        return asked.options
          .filter(({ place }) => place !== take)
          .map((each) => ({
            register,
            place: each.place,
            from: { value: each.native },
            to: taken?.native ?? null,
          }));
      });
    },
    compare: async ({ answers, rest }) =>
      patch(({ inStep, questions }) => ({
        inStep: rest === 'follow' ? [...registerIds] : inStep,
        questions: questions.filter(
          ({ kind, register }) => kind !== 'compare' || answers.every((each) => each.register !== register),
        ),
      })),
    'put-back': async ({ change }) => change !== 'change-old',
    offers: async () => store.getState().shared.settings?.offers ?? { anythingllm: null, librechat: null },
    models: async ({ provider }) => {
      const items = anythingLlmModels[provider];
      return items ? { items, leftOut: 0 } : null;
    },
    'reload-tabs': async ({ app }) => (app === 'librechat' ? 'answering' : 'reloaded'),
  };
}

import type { StoreApi } from 'zustand/vanilla';
import type { CommandInput, CommandName, ViewReplies } from '@/lib/messaging/protocol';
import {
  type AppId,
  type Json,
  participationKey,
  type RegisterId,
  registerIds,
  type Settings,
  type SettingsState,
  type SharedSetting,
} from '@/lib/model';
import type { ViewState } from '@/lib/shared-state/view-client';
import { ago, anythingLlmModels, native } from './settings-sample';

/** What a scene answers; any other command is done without a word. */
export type FakeCommands = {
  [T in CommandName]?: (input: CommandInput<T>) => Promise<ViewReplies[T]>;
};

/** Places that a fake edit reaches at once. */
const live: ReadonlySet<string> = new Set(['anythingllm/page', 'librechat/page', 'anythingllm/system']);

/** Answers at once, and changes the store as the background would, as far as a view can see it. */
export function fakeSettings(store: StoreApi<ViewState>, told: (what: unknown) => void): FakeCommands {
  const change = (next: (state: SettingsState) => SettingsState) =>
    store.setState(({ shared }) => ({
      shared: shared.settings ? { ...shared, settings: next(shared.settings) } : shared,
    }));
  const patch = (next: (settings: Settings) => Partial<Settings>) =>
    change((state) => ({ ...state, settings: { ...state.settings, ...next(state.settings) } }));
  const withoutQuestion = (settings: Settings, isMeant: (question: Settings['questions'][number]) => boolean) =>
    settings.questions.filter((question) => !isMeant(question));

  const show = (app: AppId, register: RegisterId, value: Json) => {
    if (!register.startsWith('ui.')) return;
    const field = register.slice('ui.'.length);
    store.setState(({ shared }) => {
      const { ui } = shared.apps[app];
      if (!ui) return {};
      const next = { ...shared.apps[app], ui: { ...ui, [field]: native(register, app, value) } };
      return { shared: { ...shared, apps: { ...shared.apps, [app]: next } } };
    });
  };

  return {
    edit: async ({ register, value: setting }) => {
      const { value } = Object(setting) as SharedSetting;
      told({ edit: register, value });
      patch((settings) => {
        const seq = settings.seq + 1;
        const places = settings.replicas.filter((each) => each.register === register && each.role !== 'off');
        const later = places.filter(({ id }) => settings.paused || !live.has(id));
        return {
          seq,
          inStep: [...settings.inStep, register],
          registers: { ...settings.registers, [register]: { value: { value }, seq, from: 'edit' } },
          questions: withoutQuestion(settings, (each) => each.register === register),
          dueWrites: [
            ...settings.dueWrites.filter((each) => each.register !== register),
            ...later.map(({ id }) => ({
              register,
              place: id,
              target: native(register, id.startsWith('librechat') ? 'librechat' : 'anythingllm', value),
              restores: null,
            })),
          ],
          outbox: [
            ...settings.outbox.filter((each) => each.register !== register),
            ...(later.length > 0 ? [{ id: `e${seq}`, register, value: { value }, before: null, seq, at: ago(0) }] : []),
          ],
        };
      });
      const { settings } = store.getState().shared.settings ?? {};
      if (settings?.paused) return;
      for (const { id } of settings?.replicas.filter((each) => each.register === register) ?? []) {
        if (live.has(id)) show(id.startsWith('librechat') ? 'librechat' : 'anythingllm', register, value);
      }
    },
    'use-everywhere': async ({ register, place }) => {
      told({ useEverywhere: register, place });
      patch(({ replicas }) => ({
        replicas: replicas.map((each) => (each.id === place ? { ...each, link: { state: 'unread' } } : each)),
      }));
      return true;
    },
    cancel: async ({ edit }) =>
      patch(({ outbox, dueWrites }) => {
        const register = outbox.find(({ id }) => id === edit)?.register;
        return {
          outbox: outbox.filter(({ id }) => id !== edit),
          dueWrites: dueWrites.filter((each) => each.register !== register),
        };
      }),
    allow: async ({ app, right, answer }) => told({ allow: app, right, answer }),
    mode: async ({ register, mode }) => patch(({ modes }) => ({ modes: { ...modes, [register]: mode } })),
    role: async ({ register, place, role }) => {
      patch(({ participation }) => ({
        participation: { ...participation, [participationKey(register, place)]: role },
        missing: {},
      }));
      return place === 'librechat/preset' && register === 'llm.model' && role === 'off' ? 'restored' : null;
    },
    pause: async ({ paused }) => patch(() => ({ paused })),
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
      patch((settings) => ({
        inStep: rest === 'follow' ? [...registerIds] : settings.inStep,
        questions: withoutQuestion(settings, ({ kind, register }) => {
          return kind === 'compare' && answers.some((each) => each.register === register);
        }),
      })),
    approve: async ({ register, place, answer }) =>
      patch((settings) => ({
        questions: withoutQuestion(settings, (each) => 'place' in each && each.place === place),
        dueWrites: settings.dueWrites.filter(
          (each) => answer === 'no' || each.register !== register || each.place !== place,
        ),
      })),
    retry: async ({ register, place }) =>
      patch(({ replicas }) => ({
        replicas: replicas.map((each) =>
          each.register === register && each.id === place ? { ...each, lastWrite: null, pinned: null } : each,
        ),
      })),
    'resolve-conflict': async ({ conflict }) =>
      patch(({ conflicts }) => ({ conflicts: conflicts.filter(({ id }) => id !== conflict) })),
    'put-back': async ({ change, for: meantFor }) => {
      told({ putBack: change, for: meantFor });
      return change !== 'change-old';
    },
    'alias-provider': async ({ alias }) =>
      patch(({ providerAliases }) => ({ providerAliases: [...providerAliases, alias] })),
    offers: async () => store.getState().shared.settings?.offers ?? { anythingllm: null, librechat: null },
    models: async ({ provider }) => {
      const items = anythingLlmModels[provider];
      return items ? { items, leftOut: 0 } : null;
    },
    'reload-tabs': async ({ app }) => (app === 'librechat' ? 'answering' : 'reloaded'),
  };
}

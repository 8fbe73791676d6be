import { expectTypeOf, it } from 'vitest';
import type { TandemConversation, TandemUser, TandemWorkspace } from '@/lib/bridge';
import type { pageSlices } from '@/lib/bridge/page-state';
import type {
  Tandem,
  TandemAppState,
  TandemLlmPatch,
  TandemSlice,
  TandemState,
  TandemUiPatch,
} from '@/lib/bridge/public';
import type { LlmPatch, UiPatch } from '@/lib/bridge/read-ask';
import type { Conversation, MergedUser, SessionState, Workspace } from '@/lib/model';
import type { useSharedState } from '@/lib/shared-state/use-shared-state';

/** Fields that may be left out are there with undefined, too, once zod has read them. */
type Loosely<T> = { [K in keyof T]: T[K] | undefined };

it('when app code sees a type, then it is the model’s', () => {
  expectTypeOf<TandemWorkspace>().toEqualTypeOf<Readonly<Workspace>>();
  expectTypeOf<TandemConversation>().toEqualTypeOf<Readonly<Conversation>>();
  expectTypeOf<TandemUser>().toEqualTypeOf<MergedUser>();
  expectTypeOf<TandemAppState['session']>().toEqualTypeOf<SessionState>();
  expectTypeOf<(typeof pageSlices)[number]>().toEqualTypeOf<TandemSlice>();
  expectTypeOf<Loosely<Required<TandemLlmPatch>>>().toEqualTypeOf<Readonly<Loosely<Required<LlmPatch>>>>();
  expectTypeOf<Loosely<Required<TandemUiPatch>>>().toEqualTypeOf<Readonly<Loosely<Required<UiPatch>>>>();
});

it('when app code is misused, then it does not compile', () => {
  const misuse = (tandem: Tandem, state: TandemState, hook: typeof useSharedState) => {
    // @ts-expect-error a theme that is none
    void tandem.updateUISettings({ theme: 'pink' });
    // @ts-expect-error a temperature is a number
    void tandem.updateLLMSettings({ temperature: '1' });
    // @ts-expect-error there is no such setting
    void tandem.updateLLMSettings({ topP: 1 });
    // @ts-expect-error there is no such event
    tandem.on('tokens', () => undefined);
    // @ts-expect-error there is no such slice
    tandem.subscribe(() => undefined, { slice: 'settings' });
    // @ts-expect-error the state may not be there
    tandem.getState().llm;
    // @ts-expect-error the state is not to be written
    state.llm = null;
    // @ts-expect-error a listener gets what its event tells
    tandem.on('user', (user: number) => void user);
    // @ts-expect-error what was selected may be null
    hook((shared) => shared?.ui?.theme ?? null).state.length;
    // @ts-expect-error nothing but what the design names
    hook().request;
  };
  expectTypeOf(misuse).toBeFunction();
});

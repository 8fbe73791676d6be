import { type Definition, type Form, inPages } from './projection';

/** 1 (smallest) to 5: LibreChat's five sizes; 3 is both apps' own default. */
export type TextSize = number;

const libreChatSizes = ['text-xs', 'text-sm', 'text-base', 'text-lg', 'text-xl'];

export const libreChatTextSize: Form<TextSize> = {
  read: (native) => {
    const at = typeof native === 'string' ? libreChatSizes.indexOf(native) : -1;
    return at < 0 ? undefined : at + 1;
  },
  write: (size) => libreChatSizes[size - 1],
};

const anythingLlmSizes: ReadonlyMap<unknown, TextSize> = new Map([
  ['small', 2],
  ['normal', 3],
  ['large', 4],
]);

export const anythingLlmTextSize: Form<TextSize> = {
  read: (native) => anythingLlmSizes.get(native),
  write: (size) => (size < 3 ? 'small' : size > 3 ? 'large' : 'normal'),
};

export const textSizeForms = { anythingllm: anythingLlmTextSize, librechat: libreChatTextSize };
export const textSize: Definition = inPages(textSizeForms);

import { chatsWords as chats } from './en/chats';
import { connectWords as connect } from './en/connect';
import { moreWords as onDemand } from './en/on-demand';
import { panelWords as panel } from './en/panel';
import { problems } from './en/problems';
import { words as view } from './en/view';

/**
 * Every text of the views in one language. English is the only language so far. Another one is a folder beside `en`
 * with objects of the same shape. The texts of one file load together. A text is a whole sentence or label, never a
 * part that code joins.
 */
export const english = { view, panel, onDemand, connect, chats, problems };

import { createContext, type ReactNode, useContext } from 'react';
import type { BringInReply, TakeBackReply, ViewReplies } from '@/lib/messaging/protocol';
import type {
  Address,
  AppId,
  BringInTarget,
  ChatItem,
  Exported,
  FileChat,
  FileContents,
  MarkdownWords,
  Problem,
} from '@/lib/model';
import { useSource } from '@/lib/shared-state/use-source';
import type { ViewClient, ViewState } from '@/lib/shared-state/view-client';

/** The app at a typed address, recognised without any permission. */
export type Recognition =
  /** An app answers. It may be the other app than the field asks for. */
  | {
      readonly kind: 'found';
      readonly app: AppId;
      readonly address: Address;
      readonly title: string;
      readonly hasPages: boolean;
    }
  /** A server answers there, but Tandem can recognise it only after the grant. */
  | { readonly kind: 'unreadable'; readonly address: Address; readonly problem: Problem }
  /** No app answers. `url`: the address that the user can open; null if the text is not an address. */
  | { readonly kind: 'failed'; readonly problem: Problem; readonly url: string | null };

/** How far a run is. `waitsUntil`: the app wants a pause until then, in ms since the epoch; null: it does not. */
export interface RunProgress {
  readonly done: number;
  readonly all: number;
  readonly waitsUntil: number | null;
}

/** How a run ended: what has no reply is still to do. `stopped`: why it did not go on; null: it ended or was cancelled. */
export interface RunEnd<T, R> {
  readonly replies: readonly { readonly item: T; readonly reply: Exclude<R, { readonly kind: 'wait' | 'stopped' }> }[];
  readonly stopped: { readonly problem: Problem | null } | null;
}

/** What is to be brought in. */
export interface Chosen {
  readonly chats: readonly FileChat[];
  /** By their keys. */
  readonly workspaces: readonly number[];
  readonly target: BringInTarget;
}

/** A file that was read. */
export interface OpenedFile {
  readonly contents: FileContents;
  /** Makes what was chosen, one after the other. The same again goes on where the last call ended. */
  bringIn(
    chosen: Chosen,
    words: MarkdownWords,
    onProgress: (progress: RunProgress) => void,
    signal: AbortSignal,
  ): Promise<RunEnd<{ readonly title: string }, BringInReply>>;
}

export type BroughtInHere = ViewReplies['brought-in'][number];

/** What only the page of the archive may do. */
export interface ChatsPorts {
  /**
   * Writes all archived chats into one zip, and hands it to the browser's downloads. Rejects with the signal's reason when
   * it is aborted.
   * @param onProgress Called after each chat
   */
  exportChats(
    words: MarkdownWords & { readonly file: (day: string) => string },
    onProgress: (done: number, all: number) => void,
    signal: AbortSignal,
  ): Promise<Exported>;
  /** Reads a file that the user picked. @param onProgress Called after each chat */
  openFile(file: File, onProgress: (chats: number) => void, signal: AbortSignal): Promise<OpenedFile>;
  /** Deletes what was brought in, one after the other. `changed`: what becomes of what was changed since. */
  takeBack(
    all: readonly BroughtInHere[],
    changed: 'keep' | 'delete',
    onProgress: (progress: RunProgress) => void,
    signal: AbortSignal,
  ): Promise<RunEnd<BroughtInHere, TakeBackReply>>;
}

/** A view's interface to its surroundings. The entry pages provide it; tests and the gallery fake it. */
export interface Ports {
  readonly client: ViewClient;
  /**
   * Asks the browser for hosts, given as match patterns (`hostPattern`). Must be called directly in a click's handler.
   * @returns Whether all of them are granted now
   */
  requestHosts(origins: readonly string[]): Promise<boolean>;
  /** On the connect page only. Rejects only with the signal's reason. */
  recogniseAnonymously?(text: string, app: AppId, signal: AbortSignal): Promise<Recognition>;
  openTab(url: string): void;
  openPanelTab(): void;
  /** Missing if the browser cannot open its side panel from here. */
  readonly openSidePanel?: () => void;
  /** Only inside an app's page: removes the panel, as the launcher's own button does. */
  readonly closeWidget?: () => void;
  /** Opens the connect page, with an app's address filled in if one is given. */
  openConnect(start?: { readonly app: AppId; readonly url: string }): void;
  /** Opens a chat in Tandem's own reader. `message`: the one to show first. */
  openReader(chat: ChatItem, message: string | null): void;
  /** Opens the page of the archive. */
  openChats(): void;
  /** On the page of the archive only. */
  readonly chats?: ChatsPorts;
  /** The addresses that the connect page was opened with. */
  readonly start: Readonly<Partial<Record<AppId, string>>>;
  /** The app in the tab under the popup, by marks in its page; null if there is none, or if the tab may not be read. */
  readTabApp(): Promise<{ readonly app: AppId; readonly url: string } | null>;
  readonly where: 'popup' | 'widget' | 'tab' | 'sidepanel' | 'connect' | 'chats';
}

const PortsContext = createContext<Ports | null>(null);

export function PortsProvider({ ports, children }: { ports: Ports; children: ReactNode }) {
  return <PortsContext value={ports}>{children}</PortsContext>;
}

/** The surroundings of this view. Throws outside a `PortsProvider`. */
export function usePorts(): Ports {
  const ports = useContext(PortsContext);
  if (!ports) throw new Error('A view was rendered without its ports.');
  return ports;
}

/** A live part of the view's state; renders again when the selected value changes. */
export function useView<T>(select: (state: ViewState) => T): T {
  const { subscribe, getState } = usePorts().client.store;
  return useSource({ subscribe, read: getState }, select);
}

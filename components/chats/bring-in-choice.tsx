import { useEffect, useId, useMemo, useState } from 'react';
import type { BringInReply } from '@/lib/messaging/protocol';
import { type ChatModel, type FileChat, mayChangeWorkspaces, type Offers } from '@/lib/model';
import { formatExact } from '../common/format-time';
import { type OpenedFile, usePorts, useView } from '../ports';
import { bringInWords } from '../words/en/bring-in';
import { chatsWords } from '../words/en/chats';
import { modelGroups, modelKey, proposedModel } from './bring-in-models';
import { RunStatus } from './bring-in-run';
import { useRun } from './use-run';

const canCome = ({ state }: FileChat) => state === 'new' || state === 'there';

/** Chooses what comes out of a file and where it goes, tells what gets lost, asks, and does it. */
export function BringInChoice({ file, onChanged }: { file: OpenedFile; onChanged: () => void }) {
  const { contents } = file;
  const { client } = usePorts();
  const apps = useView((state) => state.shared.apps);
  const listed = useView((state) => state.shared.workspaces);
  const isLibreChat = apps.librechat.connection !== null && apps.librechat.status.identity !== null;
  const { connection, status, user } = apps.anythingllm;
  const isAnythingLlm = connection !== null && status.identity !== null && (user === null || mayChangeWorkspaces(user));
  const [chosen, setChosen] = useState<ReadonlySet<number>>(
    () => new Set(contents.chats.filter(({ state }) => state === 'new').map(({ key }) => key)),
  );
  const [spaces, setSpaces] = useState<ReadonlySet<number>>(new Set());
  const [target, setTarget] = useState<string | null>(null);
  const [models, setModels] = useState<Readonly<Record<string, ChatModel>>>({});
  const [offers, setOffers] = useState<Offers['offers']>([]);
  const [isAsking, setAsking] = useState(false);
  const run = useRun<{ readonly title: string }, BringInReply>();
  const targetId = useId();

  useEffect(() => {
    client.do('offers', {}).then(
      ({ librechat }) => setOffers(librechat?.offers ?? []),
      () => undefined,
    );
  }, [client]);

  /** Empty: LibreChat. */
  const slug = target ?? (isLibreChat ? '' : (listed[0]?.slug ?? null));
  const picked = contents.chats.filter((chat) => chosen.has(chat.key) && canCome(chat));
  const groups = useMemo(
    () => modelGroups(contents.chats.filter((chat) => chosen.has(chat.key) && canCome(chat))),
    [contents, chosen],
  );
  const modelOf = (own: ChatModel) => models[modelKey(own)] ?? proposedModel(own, offers);
  const amounts = { chats: slug === null ? 0 : picked.length, workspaces: isAnythingLlm ? spaces.size : 0 };
  const isRunning = run.state.kind === 'running';

  const bringIn = async () => {
    setAsking(false);
    await run.start((...given) =>
      file.bringIn(
        {
          chats: slug === null ? [] : picked,
          workspaces: isAnythingLlm ? [...spaces] : [],
          target: slug ? { kind: 'workspace', slug } : { kind: 'librechat', modelOf: ({ own }) => modelOf(own) },
        },
        chatsWords.export.markdown,
        ...given,
      ),
    );
    onChanged();
    // The apps' lists have new rows.
    void client.sync().catch(() => undefined);
  };

  if (!isLibreChat && !isAnythingLlm) return <p>{bringInWords.noTarget}</p>;
  return (
    <div className="bring-in-choice">
      {contents.chats.length > 0 ? (
        <>
          <p>
            <label htmlFor={targetId}>{bringInWords.target}</label>{' '}
            <select
              id={targetId}
              value={slug ?? ''}
              disabled={isRunning}
              onChange={(event) => setTarget(event.target.value)}
            >
              {isLibreChat ? <option value="">{bringInWords.librechat}</option> : null}
              {isAnythingLlm
                ? listed.map((one) => (
                    <option key={one.slug} value={one.slug}>
                      {bringInWords.workspace(one.name)}
                    </option>
                  ))
                : null}
            </select>
          </p>
          <Choice
            legend={bringInWords.chats}
            disabled={isRunning}
            rows={contents.chats.map((chat) => ({
              key: chat.key,
              name: chat.title.trim() || bringInWords.untitled,
              about: [
                formatExact(chat.at),
                bringInWords.messages(chat.messages),
                // A document may well be made of a chat that LibreChat has.
                chat.state === 'there' && slug ? '' : bringInWords.states[chat.state],
              ],
              isFree: canCome(chat),
            }))}
            chosen={chosen}
            onChoose={setChosen}
          />
          {slug === '' && groups.length > 0 ? (
            <Models
              groups={groups}
              offers={offers}
              modelOf={modelOf}
              onModel={(own, next) => setModels({ ...models, [modelKey(own)]: next })}
            />
          ) : null}
        </>
      ) : null}
      {contents.workspaces.length > 0 && isAnythingLlm ? (
        <Choice
          legend={bringInWords.workspaces}
          disabled={isRunning}
          rows={contents.workspaces.map(({ key, name }) => ({ key, name, about: [], isFree: true }))}
          chosen={spaces}
          onChoose={setSpaces}
        />
      ) : null}
      {amounts.chats + amounts.workspaces > 0 ? (
        <>
          <h3>{bringInWords.before}</h3>
          <ul className="bring-in-lost">
            {amounts.chats > 0 ? <li>{slug ? bringInWords.always.workspace : bringInWords.always.librechat}</li> : null}
            {amounts.workspaces > 0 ? <li>{bringInWords.always.workspaces}</li> : null}
            {slug === '' ? lossesOf(picked).map((words) => <li key={words}>{words}</li>) : null}
          </ul>
        </>
      ) : null}
      {isRunning ? null : (
        <div className="actions">
          {isAsking ? (
            <>
              <p>{bringInWords.question(amounts)}</p>
              <button type="button" onClick={() => void bringIn()}>
                {bringInWords.yes}
              </button>
              <button type="button" className="plain" onClick={() => setAsking(false)}>
                {bringInWords.no}
              </button>
            </>
          ) : amounts.chats + amounts.workspaces > 0 ? (
            <button type="button" onClick={() => setAsking(true)}>
              {bringInWords.start(amounts)}
            </button>
          ) : null}
        </div>
      )}
      <div role="status">
        <RunStatus state={run.state} onCancel={run.cancel} />
        {run.state.kind === 'ended' ? <Outcome end={run.state.end} all={amounts.chats + amounts.workspaces} /> : null}
      </div>
      {run.state.kind === 'ended' && run.state.end.stopped ? (
        <div className="actions">
          <button type="button" onClick={() => void bringIn()}>
            {bringInWords.goOn}
          </button>
        </div>
      ) : null}
    </div>
  );
}

/** What LibreChat cannot take of these chats, each with their number. */
function lossesOf(chats: readonly FileChat[]): readonly string[] {
  const codes = Map.groupBy(
    chats.flatMap(({ lost }) => lost),
    (code) => code,
  );
  return [...codes].map(([code, all]) => bringInWords.lost(code, all.length));
}

type End = Extract<
  ReturnType<typeof useRun<{ readonly title: string }, BringInReply>>['state'],
  { kind: 'ended' }
>['end'];

function Outcome({ end: { replies }, all }: { end: End; all: number }) {
  const count = (kind: 'made' | 'there') => replies.filter(({ reply }) => reply.kind === kind).length;
  return (
    <>
      <p>{bringInWords.made(count('made'))}</p>
      {count('there') > 0 ? <p>{bringInWords.there(count('there'))}</p> : null}
      {replies.length < all ? <p>{bringInWords.left(all - replies.length)}</p> : null}
      {replies.flatMap(({ item, reply }, index) =>
        reply.kind === 'refused'
          ? [
              // biome-ignore lint/suspicious/noArrayIndexKey: two chats may have one title.
              <p key={index}>
                <bdi>{bringInWords.refused(item.title.trim() || bringInWords.untitled, reply.why)}</bdi>
              </p>,
            ]
          : [],
      )}
    </>
  );
}

interface Row {
  readonly key: number;
  readonly name: string;
  readonly about: readonly (string | undefined)[];
  readonly isFree: boolean;
}

interface ChoiceProps {
  readonly legend: string;
  readonly disabled: boolean;
  readonly rows: readonly Row[];
  readonly chosen: ReadonlySet<number>;
  readonly onChoose: (chosen: ReadonlySet<number>) => void;
}

function Choice({ legend, disabled, rows, chosen, onChoose }: ChoiceProps) {
  const toggle = (key: number) => {
    const next = new Set(chosen);
    if (!next.delete(key)) next.add(key);
    onChoose(next);
  };
  return (
    <fieldset className="bring-in-list" disabled={disabled}>
      <legend>{legend}</legend>
      <p>
        <button
          type="button"
          className="link"
          onClick={() => onChoose(new Set(rows.filter(({ isFree }) => isFree).map(({ key }) => key)))}
        >
          {bringInWords.all}
        </button>{' '}
        <button type="button" className="link" onClick={() => onChoose(new Set())}>
          {bringInWords.none}
        </button>
      </p>
      <ul>
        {rows.map(({ key, name, about, isFree }) => (
          <li key={key}>
            <label className="check">
              <input
                type="checkbox"
                checked={isFree && chosen.has(key)}
                disabled={!isFree}
                onChange={() => toggle(key)}
              />
              <span>
                <bdi>{name}</bdi> <span className="aside">{about.filter(Boolean).join(' · ')}</span>
              </span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

interface ModelsProps {
  readonly groups: ReturnType<typeof modelGroups>;
  readonly offers: Offers['offers'];
  readonly modelOf: (own: ChatModel) => ChatModel;
  readonly onModel: (own: ChatModel, next: ChatModel) => void;
}

/** Which endpoint and model takes the place of each one in the file. */
function Models({ groups, offers, modelOf, onModel }: ModelsProps) {
  const id = useId();
  return (
    <fieldset className="bring-in-models">
      <legend>{bringInWords.models}</legend>
      <datalist id={id}>
        {offers.map(({ provider }) => (
          <option key={provider} value={provider} />
        ))}
      </datalist>
      {offers.map(({ provider, models }) => (
        <datalist key={provider} id={`${id}-${provider}`}>
          {(models ?? []).map((model) => (
            <option key={model} value={model} />
          ))}
        </datalist>
      ))}
      {groups.map((group) => {
        const { endpoint, model } = modelOf(group);
        const name = bringInWords.modelOf(group.endpoint, group.model, group.chats);
        const isOffered = offers.length === 0 || offers.some(({ provider }) => provider === endpoint);
        return (
          <div key={group.key} className="bring-in-model">
            <bdi>{name}</bdi>
            <input
              type="text"
              list={id}
              aria-label={`${bringInWords.endpoint}: ${name}`}
              placeholder={bringInWords.endpoint}
              value={endpoint ?? ''}
              onChange={(event) => onModel(group, { endpoint: event.target.value || null, model })}
            />
            <input
              type="text"
              list={`${id}-${endpoint}`}
              aria-label={`${bringInWords.model}: ${name}`}
              placeholder={bringInWords.model}
              value={model ?? ''}
              onChange={(event) => onModel(group, { endpoint, model: event.target.value || null })}
            />
            {isOffered ? null : <p className="aside">{bringInWords.notOffered}</p>}
          </div>
        );
      })}
    </fieldset>
  );
}

import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { ViewReplies } from '@/lib/messaging/protocol';
import { appOf, type ChatItem, hasPages, mayChangeWorkspaces } from '@/lib/model';
import { sayProblem } from '../common/say-problem';
import { usePorts, useView } from '../ports';
import { chatsWords } from '../words/en/chats';
import { words } from '../words/en/view';
import { suggestTarget, type Target } from './continue-target';
import '../styles/continue-chat.css';

const { continued } = chatsWords;
const { version: _version, ...labels } = chatsWords.export.markdown;
const documentWords = { ...labels, ...continued.document };
type Answer = ViewReplies['continue-chat'];
type Stage = 'idle' | 'saving' | 'continuing' | 'failed' | Answer;

interface Props {
  readonly chat: ChatItem;
  readonly title: string;
  readonly onClose: () => void;
}

/** Asks how a chat goes on in the other app. Takes the focus, and gives it back at its end. */
export function ContinueChat({ chat, title, onClose }: Props) {
  const id = useId();
  const place = useRef<HTMLElement>(null);
  const isComplete = useView(({ shared }) => shared.settings !== null);
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    place.current?.querySelector<HTMLElement>('select, input, button')?.focus();
    return () => before?.focus();
  }, []);
  return (
    <section
      ref={place}
      className="continue notice"
      aria-labelledby={id}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <h2 id={id}>
        <bdi>{title.trim() || chatsWords.reader.untitled}</bdi>
      </h2>
      {!isComplete ? (
        <p>{continued.needsBoth}</p>
      ) : chat.kind === 'conversation' ? (
        <ToAnythingLlm chat={chat} />
      ) : (
        <ToLibreChat chat={chat} />
      )}
      <button type="button" className="link" onClick={onClose}>
        {continued.close}
      </button>
    </section>
  );
}

/** Sends a command and opens what was made. */
function useContinue() {
  const { client } = usePorts();
  const [stage, setStage] = useState<Stage>('idle');
  const busy = stage === 'saving' || stage === 'continuing';
  const run = async (first: Stage, ask: () => Promise<Answer>) => {
    // Its controls stay enabled: a disabled one would lose the focus.
    if (busy) return;
    setStage(first);
    try {
      const answer = await ask();
      setStage(answer);
      if (!('kind' in answer) || answer.kind !== 'done') return;
      const { is } = answer;
      if (is && hasPages(client.store.getState().shared.apps[appOf(is)].connection)) {
        const opened = await client.do('open', { item: is, where: 'auto' });
        if (opened === 'answering') await client.do('open', { item: is, where: 'new-tab' });
      }
    } catch {
      setStage('failed');
    }
  };
  return { stage, run, busy };
}

function Outcome({ stage }: { stage: Stage }) {
  return (
    <div role="status">
      {stage === 'saving' || stage === 'continuing' ? (
        <p className="archive-progress">
          <progress />
          <span>{continued[stage]}</span>
        </p>
      ) : stage === 'idle' ? null : (
        <p>{say(stage)}</p>
      )}
    </div>
  );
}

function say(answer: 'failed' | Answer): ReactNode {
  if (answer === 'failed') return words.common.didNotWork;
  if ('problem' in answer) return sayProblem(answer.problem);
  if (answer.kind === 'refused') return continued.refused[answer.why];
  return answer.is === null ? continued.saved : continued.opened(appOf(answer.is));
}

function ToAnythingLlm({ chat }: Pick<Props, 'chat'>) {
  const id = useId();
  const { client, where, openPanelTab } = usePorts();
  const workspaces = useView(({ shared }) => shared.workspaces);
  const last = useView(({ shared }) => shared.preferences.lastWorkspace);
  const maySave = useView(
    ({ shared: { apps } }) => !apps.anythingllm.user || mayChangeWorkspaces(apps.anythingllm.user),
  );
  const [chosen, setChosen] = useState<string | null>(null);
  const { stage, run, busy } = useContinue();
  const listed = [...workspaces].sort((a, b) => Number(b.slug === last) - Number(a.slug === last));
  const workspace = chosen ?? listed[0]?.slug;
  if (workspace === undefined) return <p>{continued.noWorkspaces}</p>;

  const send = (first: 'saving' | 'continuing') =>
    run(first, async () => {
      const given = { chat, words: documentWords };
      const answer =
        first === 'saving'
          ? await client.do('save-to-workspace', { ...given, workspace })
          : await client.do('continue-chat', { ...given, to: { app: 'anythingllm', workspace } });
      if ('kind' in answer && answer.kind === 'done') await client.updatePreferences({ lastWorkspace: workspace });
      return answer;
    });
  return (
    <>
      <label htmlFor={id}>{continued.workspace}</label>
      <select id={id} value={workspace} onChange={(event) => setChosen(event.target.value)}>
        {listed.map(({ slug, name }) => (
          <option key={slug} value={slug}>
            {name}
          </option>
        ))}
      </select>
      <div className="actions">
        <button type="button" aria-busy={busy} onClick={() => void send('continuing')}>
          {continued.inApp('anythingllm')}
        </button>
        {maySave && where !== 'widget' ? (
          <button type="button" aria-busy={busy} onClick={() => void send('saving')}>
            {continued.save}
          </button>
        ) : null}
      </div>
      <p className="aside">{maySave ? continued.saveMeans : continued.refused.role}</p>
      {maySave && where === 'widget' ? (
        // A page can cover the panel inside it, and others see the document.
        <p className="aside">
          {continued.saveElsewhere}{' '}
          <button type="button" className="link" onClick={openPanelTab}>
            {words.common.openIt}
          </button>
        </p>
      ) : null}
      <Outcome stage={stage} />
    </>
  );
}

function ToLibreChat({ chat }: Pick<Props, 'chat'>) {
  const id = useId();
  const { client } = usePorts();
  const shared = useView((state) => state.shared);
  const offers = shared.settings?.offers.librechat ?? null;
  const suggested = suggestTarget(chat, shared, offers, shared.settings?.settings.providerAliases ?? []);
  const [chosen, setChosen] = useState<Target | null>(null);
  const { endpoint, model } = chosen ?? suggested;
  const { stage, run, busy } = useContinue();
  useEffect(() => {
    // If LibreChat does not answer, the stored offers are used.
    client.do('offers', {}).catch(() => undefined);
  }, [client]);
  const offered = offers?.offers ?? [];
  const models = offered.find(({ provider }) => provider === endpoint)?.models ?? [];
  const name = model.trim();

  const send = (event: FormEvent) => {
    event.preventDefault();
    if (endpoint === '' || name === '') return;
    const to = { app: 'librechat', endpoint, model: name } as const;
    void run('continuing', () => client.do('continue-chat', { chat, to, words: documentWords }));
  };
  return (
    <form onSubmit={send}>
      <label htmlFor={`${id}-endpoint`}>{continued.endpoint}</label>
      <select
        id={`${id}-endpoint`}
        value={endpoint}
        onChange={(event) => setChosen({ endpoint: event.target.value, model: '' })}
      >
        {endpoint === '' ? <option value="">{continued.choose}</option> : null}
        {offered.map(({ provider }) => (
          <option key={provider} value={provider}>
            {provider}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}-model`}>{continued.model}</label>
      <input
        id={`${id}-model`}
        type="text"
        dir="ltr"
        list={`${id}-models`}
        autoComplete="off"
        spellCheck={false}
        maxLength={256}
        value={model}
        onChange={(event) => setChosen({ endpoint, model: event.target.value })}
      />
      <datalist id={`${id}-models`}>
        {models.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
      <div className="actions">
        <button type="submit" aria-busy={busy} disabled={endpoint === '' || name === ''}>
          {continued.inApp('librechat')}
        </button>
      </div>
      <p className="aside">{continued.importMeans}</p>
      <Outcome stage={stage} />
    </form>
  );
}

import { useState } from 'react';
import { type AppId, appIds, otherApp } from '@/lib/model';
import { Notice } from '../common/notice';
import { usePorts, useView } from '../ports';
import { connectWords } from '../words/en/connect';
import { words } from '../words/en/view';
import { AddressField } from './address-field';
import { ConnectedAddress } from './connected-address';
import { hostSentence } from './hosts';
import { Step } from './step';
import { type Connecting, useConnecting, type Wanted } from './use-connecting';
import { type Sight, useRecognition } from './use-recognition';

/** The addresses: the first screen of the first run, and later the page to add, change or allow an app. */
export function StepAddress({ onDone }: { onDone: () => void }) {
  const apps = useView((state) => state.shared.apps);
  const { start } = usePorts();
  const [texts, setTexts] = useState<Readonly<Record<AppId, string>>>({ anythingllm: '', librechat: '', ...start });
  const [moving, setMoving] = useState<AppId | null>(null);
  /** Connect was pressed for these addresses. */
  const [pressed, setPressed] = useState(false);
  /** The result of disconnecting an app. */
  const [left, setLeft] = useState<string | null>(null);
  const sights = {
    anythingllm: useRecognition(texts.anythingllm, 'anythingllm'),
    librechat: useRecognition(texts.librechat, 'librechat'),
  };
  const connecting = useConnecting(() => {
    setMoving(null);
    onDone();
  });

  const connected = appIds.filter((app) => apps[app].connection && app !== moving);
  const open = appIds.filter((app) => !connected.includes(app));
  const wanted = open.flatMap((app) => asWanted(app, sights[app]));
  const failing = open.filter((app) => !wanted.some((found) => found.app === app) && texts[app].trim() !== '');
  /** // An app that was granted and then failed is not asked for again. */
  const asked = wanted.filter(({ app }) => !connecting.problems[app]);
  const isIncomplete = failing.length > 0 || wanted.length === 0;
  const busy = connecting.phase === 'asking' || connecting.phase === 'connecting';

  const change = (next: Readonly<Record<AppId, string>>) => {
    setTexts(next);
    setPressed(false);
    setLeft(null);
    connecting.forget();
  };
  const submit = () => {
    setPressed(isIncomplete);
    if (!isIncomplete) connecting.connect(wanted);
  };

  return (
    <Step
      heading={connected.length > 0 ? connectWords.manageHeading : connectWords.addressHeading}
      lead={connected.length > 0 ? connectWords.manageLead : connectWords.addressLead}
    >
      {appIds.map((app) => {
        const { connection } = apps[app];
        if (connection && app !== moving) {
          return (
            <ConnectedAddress key={app} connection={connection} onChange={() => setMoving(app)} onLeft={setLeft} />
          );
        }
        return (
          <AddressField
            key={app}
            app={app}
            text={texts[app]}
            sight={sights[app]}
            problem={connecting.problems[app] ?? null}
            otherText={texts[otherApp[app]]}
            onText={(text) => change({ ...texts, [app]: text })}
            onSwap={() => change({ anythingllm: texts.librechat, librechat: texts.anythingllm })}
          />
        );
      })}
      {left === null ? null : <Notice>{left}</Notice>}
      {asked.length > 0 ? <HostSentence wanted={asked} connected={connected} /> : null}
      <p className="connect-state" role="status">
        {pressed && isIncomplete ? missingWords(wanted, failing, sights) : phaseWords[connecting.phase]}
      </p>
      <div className="actions">
        {open.length > 0 ? (
          <button type="button" className="primary" disabled={busy} onClick={submit}>
            {connectWords.connect}
          </button>
        ) : null}
        {wanted.length === 1 && open.length === 2 ? (
          <button type="button" className="plain" disabled={busy} onClick={() => connecting.connect(wanted)}>
            {connectWords.onlyOne}
          </button>
        ) : null}
        {connected.length > 0 ? (
          <button type="button" className={open.length > 0 ? 'plain' : 'primary'} onClick={onDone}>
            {connectWords.goOn}
          </button>
        ) : null}
        {moving ? (
          <button type="button" className="plain" onClick={() => setMoving(null)}>
            {connectWords.keepAddress}
          </button>
        ) : null}
      </div>
    </Step>
  );
}

function asWanted(app: AppId, sight: Sight): readonly Wanted[] {
  const usable = sight.kind === 'unreadable' || (sight.kind === 'found' && sight.app === app);
  return usable ? [{ app, address: sight.address }] : [];
}

interface HostSentenceProps {
  readonly wanted: readonly Wanted[];
  readonly connected: readonly AppId[];
}

function HostSentence({ wanted, connected }: HostSentenceProps) {
  const apps = useView((state) => state.shared.apps);
  const addressesOf = (ids: readonly AppId[]) => ids.flatMap((app) => apps[app].connection ?? []);
  const granted = addressesOf(appIds.filter((app) => apps[app].status.granted));
  const parts = hostSentence(
    wanted.map(({ address }) => address),
    addressesOf(connected),
    granted,
  );
  return (
    <p className="host-sentence">
      {parts.map(({ text, strong }) => (strong ? <strong key={text}>{text}</strong> : text))}
    </p>
  );
}

const phaseWords: Readonly<Record<Connecting['phase'], string>> = {
  idle: '',
  asking: connectWords.waiting,
  connecting: connectWords.connecting,
  denied: connectWords.denied,
  failed: words.common.didNotWork,
};

/** Why nothing was connected: an address is missing, or the right app was not found at one. */
function missingWords(
  wanted: readonly Wanted[],
  failing: readonly AppId[],
  sights: Readonly<Record<AppId, Sight>>,
): string {
  const [first] = failing;
  if (first === undefined) return connectWords.typeFirst;
  if (failing.some((app) => sights[app].kind === 'looking')) return connectWords.looking;
  return wanted.length > 0 ? connectWords.otherMissing(first) : connectWords.noneFound;
}

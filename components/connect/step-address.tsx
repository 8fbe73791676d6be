import { useState } from 'react';
import { type AppId, appIds, otherApp } from '@/lib/model';
import { Notice } from '../common/notice';
import { usePorts, useView } from '../ports';
import { words } from '../words';
import { AddressField } from './address-field';
import { ConnectedAddress } from './connected-address';
import { hostSentence } from './hosts';
import { Step } from './step';
import { type Connecting, useConnecting, type Wanted } from './use-connecting';
import { type Sight, useRecognition } from './use-recognition';
import { connectWords } from './words';

/** The addresses: the first screen of the first run, and later the place to add, move or allow an app again. */
export function StepAddress({ onDone }: { onDone: () => void }) {
  const apps = useView((state) => state.shared.apps);
  const { start } = usePorts();
  const [texts, setTexts] = useState<Readonly<Record<AppId, string>>>({ anythingllm: '', librechat: '', ...start });
  const [moving, setMoving] = useState<AppId | null>(null);
  const [missing, setMissing] = useState<AppId | null>(null);
  /** What leaving an app came to. */
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
  const busy = connecting.phase === 'asking' || connecting.phase === 'connecting';

  const change = (next: Readonly<Record<AppId, string>>) => {
    setTexts(next);
    setMissing(null);
    setLeft(null);
    connecting.forget();
  };
  const submit = () => {
    const [unfinished] = wanted.length > 0 ? failing : open;
    if (unfinished) setMissing(failing[0] ?? unfinished);
    else connecting.connect(wanted);
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
      {wanted.length > 0 ? <HostSentence wanted={wanted} /> : null}
      <p className="connect-state" role="status">
        {stateWords(connecting.phase, missing, wanted, failing)}
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

function HostSentence({ wanted }: { wanted: readonly Wanted[] }) {
  return (
    <p className="host-sentence">
      {hostSentence(wanted.map(({ address }) => address)).map(({ text, strong }) =>
        strong ? <strong key={text}>{text}</strong> : text,
      )}
    </p>
  );
}

function stateWords(
  phase: Connecting['phase'],
  missing: AppId | null,
  wanted: readonly Wanted[],
  failing: readonly AppId[],
) {
  if (missing && wanted.length > 0) return connectWords.otherMissing(missing);
  if (missing) return failing.length > 0 ? connectWords.noneFound : connectWords.typeFirst;
  const said = { idle: '', asking: connectWords.waiting, connecting: connectWords.connecting };
  return { ...said, denied: connectWords.denied, failed: words.didNotWork }[phase];
}

import { useId } from 'react';
import { type AppId, baseUrl, otherApp, type Problem } from '@/lib/model';
import { AppMark } from '../common/app-mark';
import { Icon } from '../common/icon';
import { sayProblem } from '../common/say-problem';
import { usePorts } from '../ports';
import { connectWords } from '../words/en/connect';
import { words } from '../words/en/view';
import type { Sight } from './use-recognition';

interface Props {
  readonly app: AppId;
  readonly text: string;
  readonly sight: Sight;
  /** The problem of the connection, or of an address that was not checked yet. */
  readonly problem: Problem | null;
  readonly otherText: string;
  readonly onText: (text: string) => void;
  readonly onSwap: () => void;
}

/** An address with the app that was found there, while the user types. */
export function AddressField({ app, text, sight, problem, otherText, onText, onSwap }: Props) {
  const id = useId();
  const right = problem === null && sight.kind === 'found' && sight.app === app;
  return (
    <div className="address" data-app={app} data-state={right ? 'found' : 'open'}>
      <label htmlFor={id}>
        <AppMark app={app} />
        {connectWords.label(app)}
      </label>
      <div className="address-input">
        <input
          id={id}
          type="text"
          inputMode="url"
          dir="ltr"
          autoCapitalize="none"
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          placeholder={connectWords.example[app]}
          aria-describedby={`${id}-sight`}
          value={text}
          onChange={(event) => onText(event.target.value)}
        />
        {right ? <Icon name="check" /> : null}
      </div>
      <div className="sight" id={`${id}-sight`} role="status">
        {problem ? (
          <Failure problem={problem} url={placeOf(sight)} onText={onText} />
        ) : (
          <SightWords app={app} sight={sight} otherText={otherText} onText={onText} onSwap={onSwap} />
        )}
      </div>
    </div>
  );
}

type SightProps = Pick<Props, 'app' | 'sight' | 'otherText' | 'onText' | 'onSwap'>;

function SightWords({ app, sight, otherText, onText, onSwap }: SightProps) {
  switch (sight.kind) {
    case 'empty':
      return null;
    case 'looking':
      return <p className="aside">{connectWords.looking}</p>;
    case 'found':
      if (sight.app === app) {
        return (
          <p className="found">
            <span className="visually-hidden">✓ </span>
            {connectWords.found(app, sight.title)}{' '}
            <bdi dir="ltr" className="aside">
              {connectWords.foundAt(baseUrl(sight.address))}
            </bdi>
            {sight.hasPages ? null : <span className="no-pages">{connectWords.noPages(app)}</span>}
          </p>
        );
      }
      return (
        <p>
          {connectWords.isOther(sight.app)}{' '}
          <button type="button" className="link" onClick={onSwap}>
            {otherText.trim() === '' ? connectWords.move(otherApp[app]) : connectWords.swap}
          </button>
        </p>
      );
    case 'unreadable':
      return <p>{sayProblem(sight.problem)}</p>;
    case 'failed':
      return <Failure problem={sight.problem} url={placeOf(sight)} onText={onText} />;
  }
}

/** The address that the user can open in a tab; null if there is none. */
function placeOf(sight: Sight): string | null {
  if (sight.kind === 'failed') return sight.url;
  return sight.kind === 'found' || sight.kind === 'unreadable' ? baseUrl(sight.address) : null;
}

interface FailureProps {
  readonly problem: Problem;
  readonly url: string | null;
  readonly onText: (text: string) => void;
}

function Failure({ problem, url, onText }: FailureProps) {
  const { openTab } = usePorts();
  const sentence = sayProblem(problem);
  const leadsTo = problem.code === 'moved' ? problem.params.leadsTo : null;
  if (url === null) return <p>{sentence}</p>;
  return (
    <>
      <p>
        {sentence}{' '}
        {leadsTo === null ? null : (
          <button type="button" className="link" onClick={() => onText(leadsTo)}>
            {connectWords.use(leadsTo)}
          </button>
        )}{' '}
        <button type="button" className="link" onClick={() => openTab(url)}>
          {words.common.openInTab}
        </button>
      </p>
      <p className="aside">{connectWords.retrying}</p>
    </>
  );
}

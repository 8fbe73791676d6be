import { type ReactNode, useCallback } from 'react';
import { asPlace, ofPreset, type Participation, presetPlace, type SharedState } from '@/lib/model';
import { AnswerElsewhere } from '../common/answer-elsewhere';
import { useAction } from '../common/use-action';
import { usePorts, useView } from '../ports';
import { panelWords } from '../words/en/panel';
import { words } from '../words/en/view';
import { askEveryone } from './ask-everyone';
import { placeName } from './place-name';
import { type Need, readConflict } from './read-needs';
import { nameOf } from './setting-names';
import { showStep } from './show-value';

type Names = Pick<SharedState, 'apps' | 'workspaces'>;

interface Props<K extends Need['kind']> {
  readonly need: Extract<Need, { kind: K }>;
  readonly names: Names;
}

/** One question with its answers. */
export function NeedItem({ need }: { need: Exclude<Need, { kind: 'compare' }> }) {
  const apps = useView((view) => view.shared.apps);
  const workspaces = useView((view) => view.shared.workspaces);
  const names = { apps, workspaces };
  switch (need.kind) {
    case 'approve':
      return <Approve need={need} names={names} />;
    case 'conflict':
      return <ConflictItem need={need} names={names} />;
    case 'detached':
      return <Detached need={need} names={names} />;
    case 'begin':
      return <Begin need={need} names={names} />;
  }
}

interface Answer {
  readonly label: string;
  readonly run: () => Promise<unknown>;
}

interface ItemProps {
  readonly children: ReactNode;
  /** Below the question, one per line. */
  readonly details?: readonly string[];
  /** The answer that changes something. */
  readonly yes: Answer;
  readonly no?: Answer;
}

function Item({ children, details = [], yes, no }: ItemProps) {
  const { run, busy, failed } = useAction(useCallback((answer: Answer) => answer.run(), []));
  return (
    <li className="need">
      <p>{children}</p>
      {details.map((detail) => (
        <p key={detail}>{detail}</p>
      ))}
      <div className="actions">
        <button type="button" disabled={busy} onClick={() => run(yes)}>
          {yes.label}
        </button>
        {no ? (
          <button type="button" className="plain" disabled={busy} onClick={() => run(no)}>
            {no.label}
          </button>
        ) : null}
        {failed ? <span role="status">{words.common.didNotWork}</span> : null}
      </div>
    </li>
  );
}

function Approve({ need: { question }, names }: Props<'approve'>) {
  const { client, where } = usePorts();
  const { register, place, now, target, why } = question;
  const answer = (answer: 'yes' | 'no') => client.do('approve', { register, place, target, answer });
  const placeText = placeName(place, names);
  const setting = panelWords.settings.labels[nameOf[register]];
  const { from, to } = showStep(register, now, target);
  const isOthers = why === 'others';
  const asked = (
    <>
      {isOthers ? askEveryone({ register, place, now, target }, names) : null}
      {why === 'mode' ? panelWords.needs.ask(setting, placeText, from, to) : null}
    </>
  );
  if (where === 'widget') {
    return (
      <li className="need">
        <p>{asked}</p>
        <AnswerElsewhere />
      </li>
    );
  }
  return (
    <Item
      yes={{
        label: isOthers ? panelWords.needs.applyForEveryone : panelWords.needs.apply,
        run: () => answer('yes'),
      }}
      no={{ label: panelWords.needs.notThisTime, run: () => answer('no') }}
    >
      {asked}
    </Item>
  );
}

function from(source: string, names: Names): string {
  const place = asPlace(source);
  return place ? placeName(place, names) : panelWords.needs.inTandem;
}

function ConflictItem({ need: { conflict, places }, names }: Props<'conflict'>) {
  const { client } = usePorts();
  const { id, register, kept, lost } = conflict;
  const values = readConflict(conflict);
  const settle = (take: 'kept' | 'lost') => client.do('resolve-conflict', { conflict: id, take });
  return (
    <Item
      details={[
        panelWords.needs.kept(values.kept, from(kept.from, names)),
        panelWords.needs.other(values.lost, from(lost.from, names)),
      ]}
      yes={{ label: panelWords.needs.use(values.lost), run: () => settle('lost') }}
      no={{ label: panelWords.needs.keep(values.kept), run: () => settle('kept') }}
    >
      {panelWords.needs.conflict[places](panelWords.settings.labels[nameOf[register]])}
    </Item>
  );
}

function Begin({ need: { registers } }: Props<'begin'>) {
  const { client } = usePorts();
  const leave = async () => {
    for (const register of registers) await client.do('mode', { register, mode: 'off' });
  };
  return (
    <Item
      yes={{ label: panelWords.needs.begin, run: () => client.do('compare', { answers: [], rest: 'follow' }) }}
      no={{ label: panelWords.needs.leave, run: leave }}
    >
      {panelWords.needs.notBegun(registers.map((register) => panelWords.settings.labels[nameOf[register]]))}
    </Item>
  );
}

function Detached({ need: { place }, names }: Props<'detached'>) {
  const { client } = usePorts();
  const set = async (role: Participation) => {
    for (const register of ofPreset) await client.do('role', { register, place, role });
  };
  const letGo = { label: panelWords.needs.letGo, run: () => set('off') };
  if (place !== presetPlace) return <Item yes={letGo}>{panelWords.needs.detachedOther(placeName(place, names))}</Item>;
  return (
    <Item yes={{ label: panelWords.needs.makeAgain, run: () => set('on') }} no={letGo}>
      {panelWords.needs.detached}
    </Item>
  );
}

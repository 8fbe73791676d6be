import { Fragment, useId } from 'react';
import type { AppId, PlaceId, RegisterId } from '@/lib/model';
import { moreWords } from '../words/en/on-demand';
import { panelWords } from '../words/en/panel';
import type { Chosen, CompareOption, CompareRow } from './read-compare';
import { SettingMatch } from './setting-match';
import { registerOf } from './setting-names';
import { SettingSide } from './setting-side';
import { SettingsHead } from './settings-head';

interface Props {
  readonly rows: readonly CompareRow[];
  readonly chosen: Chosen;
  readonly onChoose: (register: RegisterId, place: PlaceId | null) => void;
}

/** The settings of both apps side by side; where they differ, each value can be chosen. */
export function CompareTable({ rows, chosen, onChoose }: Props) {
  const id = useId();
  return (
    <table className="settings">
      <SettingsHead />
      <tbody>
        {rows.map((row) => {
          const { name, sides, match, question } = row;
          const register = registerOf[name];
          const label = panelWords.settings.labels[name];
          const radio = (option: CompareOption | null) => (
            <Take
              group={`${id}-${register}`}
              setting={label}
              option={option}
              checked={chosen[register] === (option?.place ?? null)}
              onTake={() => onChoose(register, option?.place ?? null)}
            />
          );
          const side = (app: AppId) => {
            const option = question?.main[app];
            if (!option) return <SettingSide app={app} side={sides[app]} />;
            return (
              <td className="setting-side" data-app={app} data-kind="value">
                {option.takeable ? radio(option) : <OptionText option={option} />}
              </td>
            );
          };
          return (
            <Fragment key={name}>
              <tr data-match={match} data-asked={question ? '' : undefined}>
                <th scope="row">{label}</th>
                {side('anythingllm')}
                <SettingMatch match={match} />
                {side('librechat')}
              </tr>
              {question ? (
                <tr className="compare-rest">
                  <td />
                  <td colSpan={3}>
                    {question.others
                      .filter(({ takeable }) => takeable)
                      .map((option) => (
                        <Fragment key={option.place}>{radio(option)}</Fragment>
                      ))}
                    {radio(null)}
                  </td>
                </tr>
              ) : null}
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
}

interface TakeProps {
  readonly group: string;
  readonly setting: string;
  /** Null: leave them different. */
  readonly option: CompareOption | null;
  readonly checked: boolean;
  readonly onTake: () => void;
}

function Take({ group, setting, option, checked, onTake }: TakeProps) {
  return (
    <label className="take">
      <input
        type="radio"
        name={group}
        aria-label={moreWords.compare.take(setting, option?.text ?? moreWords.compare.leave)}
        checked={checked}
        onChange={onTake}
      />
      {option ? <OptionText option={option} /> : <span>{moreWords.compare.leave}</span>}
    </label>
  );
}

function OptionText({ option: { text, detail } }: { option: CompareOption }) {
  return (
    <span>
      <bdi className="setting-value">{text}</bdi>
      {detail === null ? null : <span className="setting-detail">{detail}</span>}
    </span>
  );
}

import { type ReactNode, useId } from 'react';

export interface Option<T extends string | number> {
  readonly value: T;
  readonly label: ReactNode;
}

interface Props<T extends string | number> {
  /** The name of the choice, for screen readers. */
  readonly legend: string;
  readonly options: readonly Option<T>[];
  /** Null: none is chosen. */
  readonly value: T | null;
  readonly onChoose: (value: T) => void;
}

/** A few values side by side, of which one is chosen. */
export function Choice<T extends string | number>({ legend, options, value, onChoose }: Props<T>) {
  const name = useId();
  return (
    <fieldset className="choice">
      <legend className="visually-hidden">{legend}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input type="radio" name={name} checked={option.value === value} onChange={() => onChoose(option.value)} />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}

import { type ReactNode, useId } from 'react';

export interface Option<T extends string | number> {
  readonly value: T;
  readonly label: ReactNode;
}

interface Props<T extends string | number> {
  /** What is chosen here; told to screen readers. */
  readonly legend: string;
  readonly options: readonly Option<T>[];
  /** Null: none of them. */
  readonly value: T | null;
  readonly onChoose: (value: T) => void;
}

/** A few values side by side, one of which holds. */
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

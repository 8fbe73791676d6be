import { type FormEvent, useId, useState } from 'react';
import { moreWords } from '../words/en/on-demand';

interface Props {
  readonly label: string;
  /** Null: not known. */
  readonly value: number | null;
  readonly limits: { readonly min: number; readonly max: number; readonly step: number };
  readonly onSave: (value: number) => void;
}

/** A number that is sent when the user has finished, not at every key. */
export function NumberField({ label, value, limits, onSave }: Props) {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const typed = draft === null || draft.trim() === '' ? null : Number(draft);
  const canSave = typed !== null && typed !== value;
  const save = (event: FormEvent) => {
    event.preventDefault();
    // The browser itself checks the limits before this is called.
    if (canSave) onSave(typed);
    setDraft(null);
  };
  return (
    <form className="setting-control" onSubmit={save}>
      <label className="visually-hidden" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        type="number"
        inputMode="decimal"
        {...limits}
        value={draft ?? value ?? ''}
        onChange={(event) => setDraft(event.target.value)}
      />
      <button type="submit" aria-disabled={!canSave}>
        {moreWords.editor.save}
      </button>
    </form>
  );
}

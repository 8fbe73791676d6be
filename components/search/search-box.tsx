import { type KeyboardEvent, useEffect, useRef } from 'react';
import { Icon } from '../common/icon';
import { panelWords } from '../words/en/panel';

interface Props {
  readonly query: string;
  readonly listId: string;
  readonly activeId: string | undefined;
  readonly shown: boolean;
  readonly onQuery: (query: string) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
}

const inputId = 'search';

/** Back to the search box, from what it found. */
export const focusSearch = () => document.getElementById(inputId)?.focus();

/** Longer queries could not match any line. */
const longestQuery = 300;

/** The search field: a combobox whose list is always on the page. It gets the focus when it appears. */
export function SearchBox({ query, listId, activeId, shown, onQuery, onKeyDown }: Props) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus({ preventScroll: true }), []);
  return (
    <div className="search-box">
      <Icon name="search" />
      <input
        ref={input}
        id={inputId}
        type="text"
        role="combobox"
        aria-label={panelWords.search.label}
        aria-autocomplete="list"
        aria-expanded={shown}
        aria-controls={shown ? listId : undefined}
        aria-activedescendant={activeId}
        placeholder={panelWords.search.placeholder}
        autoComplete="off"
        spellCheck={false}
        maxLength={longestQuery}
        enterKeyHint="go"
        value={query}
        onChange={(event) => onQuery(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {query ? (
        <button
          type="button"
          className="plain"
          aria-label={panelWords.search.clear}
          onClick={() => {
            onQuery('');
            input.current?.focus();
          }}
        >
          <Icon name="clear" />
        </button>
      ) : null}
    </div>
  );
}

import { filterText, parseQuery, withoutRange } from '@/lib/search/query';
import { Icon } from '../common/icon';
import { focusSearch } from '../search/search-box';
import { chatsWords } from '../words/en/chats';

interface Props {
  readonly query: string;
  readonly onQuery: (query: string) => void;
}

/** The filters of a query, each with a cross that takes it out of the typed text. */
export function QueryFilters({ query, onQuery }: Props) {
  const { filters } = parseQuery(query);
  if (filters.length === 0) return null;
  return (
    <ul className="query-filters" aria-label={chatsWords.hits.filters}>
      {filters.map((filter) => {
        const text = filterText(filter.name, filter.value);
        return (
          <li key={filter.from}>
            <button
              type="button"
              aria-label={chatsWords.hits.removeFilter(text)}
              onClick={() => {
                onQuery(withoutRange(query, filter));
                focusSearch();
              }}
            >
              <span className="filter-name">{filter.name}</span>
              <bdi>{filter.value}</bdi>
              <Icon name="clear" />
            </button>
          </li>
        );
      })}
    </ul>
  );
}

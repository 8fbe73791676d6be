import type { Tone } from './read-status';

/** They differ in shape as well as in colour: a tick, an exclamation mark, an empty ring. */
const shapes: Readonly<Record<Exclude<Tone, 'off'>, string>> = {
  good: 'M 4.4 7.2 L 6.3 9.1 L 9.7 5.2',
  waiting: 'M 7 3.8 V 7.4 M 7 10 V 10.1',
  down: '',
};

/** A small sign on an app's mark. Decoration: the words below say the same. */
export function ToneSign({ tone }: { tone: Tone }) {
  if (tone === 'off') return null;
  return (
    <svg
      className="tone-sign"
      data-tone={tone}
      width="14"
      height="14"
      viewBox="0 0 14 14"
      fill="none"
      aria-hidden="true"
    >
      <circle className="ground" cx="7" cy="7" r="5.75" />
      <path d={shapes[tone]} />
    </svg>
  );
}

const paths = {
  search: 'M 7 2.5 a 4.5 4.5 0 1 0 0.01 0 Z M 10.4 10.4 L 14 14',
  clear: 'M 4 4 L 12 12 M 12 4 L 4 12',
  check: 'M 3 8.5 L 6.5 12 L 13 4.5',
  chevron: 'M 6 3.5 L 10.5 8 L 6 12.5',
  pin: 'M 5.5 2.5 H 10.5 M 6.5 2.5 V 7 L 4.5 9.5 H 11.5 L 9.5 7 V 2.5 M 8 9.5 V 14',
  tab: 'M 9 3 H 13 V 7 M 13 3 L 7.5 8.5 M 6 3.5 H 4 A 1.5 1.5 0 0 0 2.5 5 V 12 A 1.5 1.5 0 0 0 4 13.5 H 11 A 1.5 1.5 0 0 0 12.5 12 V 10',
  side: 'M 3.5 3 H 12.5 A 1 1 0 0 1 13.5 4 V 12 A 1 1 0 0 1 12.5 13 H 3.5 A 1 1 0 0 1 2.5 12 V 4 A 1 1 0 0 1 3.5 3 Z M 10 3 V 13',
  sync: 'M 13 6.5 A 5.2 5.2 0 0 0 3.6 5.2 M 3 9.5 A 5.2 5.2 0 0 0 12.4 10.8 M 3.2 2.4 V 5.5 H 6.3 M 12.8 13.6 V 10.5 H 9.7',
  // Two links of a chain, as in Tandem's mark.
  same: 'M 4.5 5 H 6.5 A 3 3 0 0 1 6.5 11 H 4.5 A 3 3 0 0 1 4.5 5 Z M 9.5 5 H 11.5 A 3 3 0 0 1 11.5 11 H 9.5 A 3 3 0 0 1 9.5 5 Z',
  different: 'M 4 6.2 H 12 M 4 9.8 H 12 M 10.2 3.5 L 5.8 12.5',
} as const;

export type IconName = keyof typeof paths;

/** A line drawing of 16 by 16. Decoration: give the control around it a name. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" data-icon={name} width="16" height="16" viewBox="0 0 16 16" fill="none" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}

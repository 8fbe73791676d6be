/**
 * Tandem's mark: two links of a chain, each in the colour of one app. A halo in the background's colour separates them
 * where they cross.
 */
export function TandemMark({ size = 24 }: { size?: number }) {
  return (
    <svg className="tandem-mark" width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden="true">
      <rect className="link-a" x="2" y="4" width="13" height="11" rx="4" />
      <path className="halo" d="M 9 13 V 17" />
      <rect className="link-b" x="9" y="9" width="13" height="11" rx="4" />
      <path className="halo" d="M 15 7 V 11" />
      <path className="link-a" d="M 15 6.8 V 11.2" />
    </svg>
  );
}

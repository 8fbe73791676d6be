/** Tandem's mark: two links of a chain, each in the hue of one app. A halo in the ground's colour parts them where they cross. */
export function TandemMark({ size = 24 }: { size?: number }) {
  return (
    <svg className="tandem-mark" width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden="true">
      <rect className="link-a" x="1.5" y="6.5" width="12.75" height="11" rx="4.25" />
      <path className="halo" d="M 9.75 13.25 A 4.25 4.25 0 0 0 14 17.5" />
      <rect className="link-b" x="9.75" y="6.5" width="12.75" height="11" rx="4.25" />
      <path className="halo" d="M 10 6.5 A 4.25 4.25 0 0 1 14.25 10.75" />
      <path className="link-a" d="M 9.75 6.5 H 10 A 4.25 4.25 0 0 1 14.25 10.75 V 11" />
    </svg>
  );
}

/** Tandem's mark: two links of a chain, each in the hue of one app. */
export function TandemMark({ size = 24 }: { size?: number }) {
  return (
    <svg className="tandem-mark" width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden="true">
      <rect className="link-a" x="1.75" y="6.25" width="13" height="11.5" rx="4.5" />
      <rect className="link-b" x="9.25" y="6.25" width="13" height="11.5" rx="4.5" />
      {/* The first link's upper right corner lies over the second: that is what chains them. */}
      <path className="link-a" d="M 8.5 6.25 H 10.25 A 4.5 4.5 0 0 1 14.75 10.75 V 12" />
    </svg>
  );
}

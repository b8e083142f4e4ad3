/** The boundary mark around the letter. The name of the product stands beside it in text. */
export function Logo({ size = 20 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" className="shrink-0">
      <path d="M1 6V1h5M14 1h5v5M19 14v5h-5M6 19H1v-5" fill="none" stroke="currentColor" strokeWidth="1.6" />
      <path d="M6 5.2h4.7a2.3 2.3 0 0 1 .7 4.5 2.6 2.6 0 0 1-.5 5.1H6z" fill="currentColor" />
    </svg>
  )
}

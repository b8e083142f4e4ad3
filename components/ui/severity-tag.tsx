import { classNames } from './class-names.ts'

/** Priority of an incident or a rule; P0 is the highest. */
export type Severity = 'P0' | 'P1' | 'P2' | 'P3'

/** Weight carries the rank, text carries the name: it reads without colour. */
const LOOK: Record<Severity, string> = {
  P0: 'border-transparent bg-p0-bg text-p0-fg',
  P1: 'border-current bg-p1-bg text-p1-fg',
  P2: 'border-p2-line text-p2-fg',
  P3: 'border-dashed border-p3-line text-p3-fg',
}

/** The short tag of a priority. */
export function SeverityTag({ severity }: { severity: Severity }) {
  return (
    <span
      className={classNames(
        'inline-flex h-[18px] min-w-[26px] shrink-0 items-center justify-center rounded-[3px] border px-[5px]',
        'font-mono text-[11px] leading-none font-semibold',
        LOOK[severity],
      )}
    >
      {severity}
    </span>
  )
}

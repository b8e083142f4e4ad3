import { classNames } from './class-names.ts'

/** What a bar is filled with: a state, or the first series colour where it is a plain amount. */
export type BarTone = 'ok' | 'degraded' | 'down' | 'plain'

const FILLS: Record<BarTone, string> = {
  ok: 'fill-ok-fill',
  degraded: 'fill-degraded-fill',
  down: 'fill-down-fill',
  plain: 'fill-cat-1',
}

/** Properties of `Bar`. */
export interface BarProps {
  /** Part of the whole, 0 to 1; what is outside is drawn as the nearer end. */
  readonly share: number
  readonly tone?: BarTone
  /** Tick of the limit or of the even pace, 0 to 1. */
  readonly mark?: number
  /** What it shows, with its value: `81 % of the error budget left`. */
  readonly label: string
  readonly className?: string
}

const percent = (share: number): string => `${Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10}%`

/** An outlined track of 6 px with a filled part and a tick. */
export function Bar({ share, tone = 'plain', mark, label, className }: BarProps) {
  return (
    <svg
      role="img"
      aria-label={label}
      height="12"
      className={classNames('block w-full min-w-[60px]', className)}
    >
      <rect x="0.5" y="3.5" width="100%" height="5" className="fill-raised" />
      <rect x="0" y="3" width={percent(share)} height="6" rx="1" className={FILLS[tone]} />
      <rect
        x="0.5"
        y="3.5"
        width="100%"
        height="5"
        fill="none"
        strokeWidth="1"
        className="[width:calc(100%-1px)] stroke-line-strong"
      />
      {mark === undefined ? null : (
        <line x1={percent(mark)} x2={percent(mark)} y1="0" y2="12" strokeWidth="1" className="stroke-fg-2" />
      )}
    </svg>
  )
}

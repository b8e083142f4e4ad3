import { classNames } from './class-names.ts'

/** Properties of `Progress`. */
export interface ProgressProps {
  /** What goes on, as a sentence or its beginning: "Exporting 12,400 audit entries". */
  readonly label: string
  /** Part that is done, 0 to 1; null while nobody knows how much there is. */
  readonly share: number | null
  /** What was done so far, in words: "4,100 of 12,400 rows". */
  readonly note?: string
  readonly className?: string
}

/** For whatever takes longer than a second: how far it is, or that it goes on. */
export function Progress({ label, share, note, className }: ProgressProps) {
  const percent = share === null ? null : Math.round(Math.min(1, Math.max(0, share)) * 100)
  return (
    <div className={classNames('flex min-w-0 flex-col gap-1', className)}>
      <div className="flex justify-between gap-3 text-small">
        <span>{label}</span>
        <span className="shrink-0 text-fg-3">{percent === null ? null : `${percent} %`}</span>
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent ?? undefined}
        aria-valuetext={note}
        className="relative h-1.5 overflow-hidden rounded-tick border border-line-strong bg-raised"
      >
        <svg aria-hidden="true" width="100%" height="6" className="block">
          {percent === null ? (
            <rect width="30%" height="6" className="fill-cat-1 goes-by" />
          ) : (
            <rect width={`${percent}%`} height="6" className="fill-cat-1" />
          )}
        </svg>
      </div>
      {note === undefined ? null : <span className="text-micro text-fg-3">{note}</span>}
    </div>
  )
}

import { classNames } from './class-names.ts'

/** Widths of lines, so that a block of them looks like text. */
const LINES = ['w-[70%]', 'w-[92%]', 'w-[48%]', 'w-[80%]', 'w-[64%]']

/** Properties of `Skeleton`. */
export interface SkeletonProps {
  readonly lines?: number
  /** What it waits for, shown after 5 s: `Waiting for 2 of 9 sources`. */
  readonly waitsFor: string
}

/** Stands where text will be, in its size; appears after 200 ms. */
export function Skeleton({ lines = 4, waitsFor }: SkeletonProps) {
  return (
    <div aria-live="polite" aria-busy="true" className="shown-after-200ms flex flex-col gap-1.5">
      {Array.from({ length: lines }, (_, i) => (
        <span
          key={i}
          aria-hidden="true"
          className={classNames('block h-2.5 rounded-tick bg-line', LINES[i % LINES.length])}
        />
      ))}
      <p className="shown-after-5s mt-1.5 text-small text-fg-3">{waitsFor}</p>
    </div>
  )
}

/** Stands where a figure will be. */
export function FigureSkeleton() {
  return <span aria-hidden="true" className="shown-after-200ms my-1 block h-6 w-20 rounded-tick bg-line" />
}

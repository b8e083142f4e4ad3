import type { ReactNode } from 'react'

/** One of several things to do in order. */
export interface Step {
  readonly title: string
  readonly text?: ReactNode
}

/** Things to do, numbered; what belongs to a step stands below its text. */
export function StepList({ steps }: { steps: readonly Step[] }) {
  return (
    <ol className="flex flex-col gap-3">
      {steps.map(({ title, text }, i) => (
        <li key={title} className="grid grid-cols-[22px_minmax(0,1fr)] gap-x-2.5">
          <span
            aria-hidden="true"
            className="grid size-[22px] place-items-center rounded-[3px] border border-line-strong font-mono text-[11px] font-medium text-fg-2"
          >
            {i + 1}
          </span>
          <div>
            <p className="leading-[22px] font-medium">{title}</p>
            {text === undefined ? null : <div className="text-small text-fg-2">{text}</div>}
          </div>
        </li>
      ))}
    </ol>
  )
}

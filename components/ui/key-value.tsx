import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

/** A fact and its value. */
export interface Fact {
  readonly label: string
  readonly value: ReactNode
}

/** Facts, one to a line: the label left, the value right. */
export function KeyValueList({ facts, isLoose = false }: { facts: readonly Fact[]; isLoose?: boolean }) {
  return (
    <dl
      className={classNames(
        'grid grid-cols-[auto_minmax(0,1fr)] gap-x-4',
        isLoose ? 'gap-y-[9px]' : 'gap-y-[5px]',
      )}
    >
      {facts.map(({ label, value }) => (
        <div key={label} className="col-span-2 grid grid-cols-subgrid">
          <dt className="text-fg-3">{label}</dt>
          <dd className="text-right break-words">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

'use client'
import { useId } from 'react'

/** Properties of `Segmented`. */
export interface SegmentedProps<Value extends string> {
  /** What is chosen here; spoken. */
  readonly label: string
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly value: Value
  readonly onChange: (value: Value) => void
}

/** One of a few, all in sight: a group of radio buttons. */
export function Segmented<Value extends string>({ label, options, value, onChange }: SegmentedProps<Value>) {
  const name = useId()
  return (
    <fieldset className="inline-flex overflow-hidden rounded-control border border-line-strong bg-panel">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className="flex h-[calc(var(--bw-control)-2px)] cursor-pointer items-center border-r border-line px-2.5 text-fg-2 -outline-offset-2 last:border-r-0 hover:text-fg-1 has-checked:bg-raised has-checked:font-medium has-checked:text-fg-1 has-checked:shadow-[inset_0_-2px_0_var(--bw-accent)] has-focus-visible:outline-2 has-focus-visible:outline-focus"
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="sr-only"
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  )
}

'use client'
import type { ComponentProps, ReactNode } from 'react'
import { Icon } from './icon.tsx'

/** Properties of `Checkbox`. */
export interface CheckboxProps extends Omit<ComponentProps<'input'>, 'type' | 'children'> {
  readonly children: ReactNode
  /** One line below the label. */
  readonly help?: string
}

/** A yes or no with its label; the whole line is the target. */
export function Checkbox({ children, help, ...input }: CheckboxProps) {
  return (
    <label className="flex min-h-6 items-start gap-2 py-0.5 max-sm:min-h-11 max-sm:items-center pointer-coarse:min-h-11 pointer-coarse:items-center">
      <span className="relative mt-0.5 grid size-4 shrink-0 place-items-center">
        <input
          type="checkbox"
          {...input}
          className="peer absolute inset-0 m-0 appearance-none rounded-[3px] border border-line-control bg-panel checked:border-ink checked:bg-ink disabled:border-dashed"
        />
        <span className="pointer-events-none relative text-on-ink opacity-0 peer-checked:opacity-100">
          <Icon name="tick" size={12} />
        </span>
      </span>
      <span>
        {children}
        {help === undefined ? null : <span className="block text-small text-fg-3">{help}</span>}
      </span>
    </label>
  )
}

import { classNames } from './class-names.ts'
import { initials } from './initials.ts'

const SIZES = {
  small: 'size-5 text-[10px]',
  normal: 'size-[26px] text-[11px]',
  large: 'size-11 text-[15px]',
} as const

/** A member in a square: the initials. Always beside the name, which says it to assistive technology. */
export function Avatar({ name, size = 'normal' }: { name: string; size?: keyof typeof SIZES }) {
  return (
    <span
      aria-hidden="true"
      className={classNames(
        'grid shrink-0 place-items-center rounded-control border border-line-strong bg-raised font-semibold text-fg-2',
        SIZES[size],
      )}
    >
      {initials(name)}
    </span>
  )
}

import { classNames } from './class-names.ts'

/** `ink` is the one main action of a view; `danger-solid` belongs into the dialog that confirms. */
export type ButtonKind = 'ink' | 'default' | 'ghost' | 'danger' | 'danger-solid'

/** `large` is for forms that stand alone, `phone` for the thumb. */
export type ButtonSize = 'small' | 'normal' | 'large' | 'phone'

const KINDS: Record<ButtonKind, string> = {
  ink: 'border-ink bg-ink text-on-ink hover:border-ink-hover hover:bg-ink-hover',
  default: 'border-line-strong bg-panel text-fg-1 hover:bg-raised active:border-line-control',
  ghost: 'border-transparent text-fg-2 hover:bg-raised hover:text-fg-1',
  danger: 'border-down-line bg-panel text-down hover:bg-down-soft',
  'danger-solid': 'border-p0-bg bg-p0-bg text-p0-fg hover:border-down hover:bg-down',
}

const SIZES: Record<ButtonSize, string> = {
  small: 'h-6 px-2 text-small pointer-coarse:h-11 pointer-coarse:px-3 max-sm:h-11 max-sm:px-3',
  normal: 'h-(--bw-control) px-[11px]',
  large: 'h-11 px-4 text-[14px]',
  phone: 'h-[60px] rounded-panel px-4 text-[17px] font-semibold',
}

/** The look of a button, for `<button>` and for links that act like one. */
export const buttonClass = (kind: ButtonKind, size: ButtonSize, className?: string): string =>
  classNames(
    'inline-flex shrink-0 items-center justify-center gap-[7px] rounded-control border font-medium whitespace-nowrap',
    'transition-colors duration-[90ms] select-none',
    'aria-disabled:border-dashed aria-disabled:border-line-strong aria-disabled:bg-transparent aria-disabled:text-fg-disabled',
    KINDS[kind],
    SIZES[size],
    className,
  )

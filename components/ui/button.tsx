'use client'
import { useId, type ComponentProps, type MouseEvent, type ReactNode } from 'react'
import { AppLink } from './app-link.tsx'
import { buttonClass, type ButtonKind, type ButtonSize } from './button-class.ts'
import { classNames } from './class-names.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-paths.ts'
import { Kbd } from './kbd.tsx'

interface Looks {
  readonly kind?: ButtonKind
  readonly size?: ButtonSize
  readonly icon?: IconName
  /** Name of the key that does the same. */
  readonly shortcut?: string | undefined
  readonly className?: string
  readonly children: ReactNode
}

/** Properties of `Button`. */
export interface ButtonProps extends Looks, Omit<ComponentProps<'button'>, keyof Looks | 'disabled'> {
  /** Why it cannot be used now, a full sentence. The button stays reachable, so that the reason can be read. */
  readonly disabledReason?: string | undefined
  /** True while the action runs: the label stays, a spinner takes the place of the icon, further clicks do nothing. */
  readonly isBusy?: boolean
}

/** Where no icon makes room for the spinner of 12 px, the padding does: the button keeps its width. */
const BUSY_FIT: Record<ButtonSize, string> = {
  small: 'gap-0.5! px-px! pointer-coarse:px-[5px]! max-sm:px-[5px]!',
  normal: 'gap-1! px-[3px]!',
  large: 'gap-1! px-2!',
  phone: 'gap-1! px-2!',
}

/** An action. Verb and object: "Run a drill". */
export function Button({
  kind = 'default',
  size = 'normal',
  icon,
  shortcut,
  className,
  children,
  disabledReason,
  isBusy = false,
  onClick,
  ...rest
}: ButtonProps) {
  const { id, attributes } = useShut(disabledReason)
  const handleClick = (event: MouseEvent<HTMLButtonElement>) => {
    if (disabledReason !== undefined || isBusy) event.preventDefault()
    else onClick?.(event)
  }
  const fit = isBusy && icon === undefined ? BUSY_FIT[size] : undefined
  return (
    <button
      type="button"
      className={buttonClass(kind, size, classNames(fit, className))}
      aria-busy={isBusy || undefined}
      aria-keyshortcuts={shortcut?.replaceAll(' ', '+').replace('Ctrl', 'Control')}
      onClick={handleClick}
      {...attributes}
      {...rest}
    >
      {isBusy ? (
        <Spinner size={icon === undefined ? 12 : 14} />
      ) : icon === undefined ? null : (
        <Icon name={icon} size={14} />
      )}
      {children}
      {shortcut === undefined ? null : (
        <span aria-hidden="true" className="contents">
          <Kbd>{shortcut}</Kbd>
        </span>
      )}
      <ShutReason id={id} reason={disabledReason} />
    </button>
  )
}

/** How a control says why it cannot be used: it stays reachable, and eyes get a tip. */
function useShut(reason: string | undefined) {
  const id = useId()
  if (reason === undefined) return { id, attributes: {} }
  return { id, attributes: { 'aria-disabled': true, 'aria-describedby': id, 'data-tip': reason } }
}

function ShutReason({ id, reason }: { id: string; reason: string | undefined }) {
  if (reason === undefined) return null
  return (
    <span id={id} className="sr-only">
      {reason}
    </span>
  )
}

/** A link that looks like a button, for actions that are another page. */
export function ButtonLink({
  kind = 'default',
  size = 'normal',
  icon,
  shortcut,
  className,
  children,
  href,
}: Looks & { readonly href: string }) {
  return (
    <AppLink href={href} className={buttonClass(kind, size, className)}>
      {icon === undefined ? null : <Icon name={icon} size={14} />}
      {children}
      {shortcut === undefined ? null : <Kbd>{shortcut}</Kbd>}
    </AppLink>
  )
}

/** Properties of `IconButton`. */
export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children' | 'type' | 'disabled'> {
  readonly icon: IconName
  /** What it does; spoken, and shown as a tip. */
  readonly label: string
  readonly size?: ButtonSize
  /** Why it cannot be used now, a full sentence; then the tip says that. */
  readonly disabledReason?: string | undefined
}

/** A button that shows only an icon. */
export function IconButton(props: IconButtonProps) {
  const { icon, label, size = 'normal', className, disabledReason, onClick, ...rest } = props
  const { id, attributes } = useShut(disabledReason)
  return (
    <button
      type="button"
      className={buttonClass('ghost', size, classNames('aspect-square px-0!', className))}
      aria-label={label}
      data-tip={label}
      onClick={disabledReason === undefined ? onClick : undefined}
      {...attributes}
      {...rest}
    >
      <Icon name={icon} />
      <ShutReason id={id} reason={disabledReason} />
    </button>
  )
}

function Spinner({ size }: { size: 12 | 14 }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
      className="animate-spin motion-reduce:animate-none"
    >
      <path
        d="M8 2.2a5.8 5.8 0 1 1-5.8 5.8"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
      />
    </svg>
  )
}

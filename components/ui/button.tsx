'use client'
import { useId, type ComponentProps, type MouseEvent, type ReactNode } from 'react'
import { AppLink } from './app-link.tsx'
import { buttonClass, type ButtonKind, type ButtonSize } from './button-class.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-paths.ts'
import { Kbd } from './kbd.tsx'

interface Looks {
  readonly kind?: ButtonKind
  readonly size?: ButtonSize
  readonly icon?: IconName
  /** Name of the key that does the same. */
  readonly shortcut?: string
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
  type = 'button',
  ...rest
}: ButtonProps) {
  const reasonId = useId()
  const isDisabled = disabledReason !== undefined
  const handleClick = (event: MouseEvent<HTMLButtonElement>) => {
    if (isDisabled || isBusy) event.preventDefault()
    else onClick?.(event)
  }
  return (
    <button
      type={type}
      className={buttonClass(kind, size, className)}
      aria-disabled={isDisabled || undefined}
      aria-busy={isBusy || undefined}
      aria-describedby={isDisabled ? reasonId : undefined}
      title={disabledReason}
      onClick={handleClick}
      {...rest}
    >
      {isBusy ? <Spinner /> : icon === undefined ? null : <Icon name={icon} size={14} />}
      {children}
      {shortcut === undefined ? null : <Kbd>{shortcut}</Kbd>}
      {isDisabled ? (
        <span id={reasonId} className="sr-only">
          {disabledReason}
        </span>
      ) : null}
    </button>
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
export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children' | 'type'> {
  readonly icon: IconName
  /** What it does; spoken, and shown as a tooltip. */
  readonly label: string
  readonly size?: ButtonSize
}

/** A button that shows only an icon. */
export function IconButton({ icon, label, size = 'normal', className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      className={buttonClass('ghost', size, `aspect-square px-0! ${className ?? ''}`)}
      aria-label={label}
      title={label}
      {...rest}
    >
      <Icon name={icon} />
    </button>
  )
}

function Spinner() {
  return (
    <svg
      width="14"
      height="14"
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

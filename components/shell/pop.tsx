'use client'
import { createContext, use, useCallback, useEffect, useId, useRef, useState, type ReactNode } from 'react'
import { useText } from '#components/language/use-text.ts'
import { IconButton } from '#components/ui/button.tsx'
import { buttonClass, type ButtonKind } from '#components/ui/button-class.ts'
import { classNames } from '#components/ui/class-names.ts'
import { useCommand, type CommandName } from './shell-commands.tsx'

/** Properties of `Pop`. */
export interface PopProps {
  /** What the layer is; spoken, and its head on a phone. */
  readonly title: string
  /** What the button shows. */
  readonly button: ReactNode
  /** What the button does, where it shows no word. */
  readonly label?: string
  readonly kind?: ButtonKind
  readonly buttonClassName?: string
  readonly className?: string
  /** The command that opens it as the button does. */
  readonly command?: CommandName
  /** Rendered while it is open; closes it by `useClosePop`. */
  readonly children: ReactNode
}

const Closing = createContext<() => void>(() => {})

/** Closes the layer around this component, and gives the focus back. */
export const useClosePop = (): (() => void) => use(Closing)

const PLACE =
  'fixed inset-auto top-13 right-4 m-0 mt-1 sm:supports-[position-area:end]:inset-auto sm:[position-area:end_span-start] sm:[position-try-fallbacks:flip-inline]'
const SHEET =
  'max-sm:inset-x-0 max-sm:top-auto max-sm:bottom-0 max-sm:max-h-[85dvh] max-sm:w-full max-sm:max-w-none max-sm:overflow-y-auto max-sm:rounded-b-none max-sm:pb-[env(safe-area-inset-bottom)] max-sm:backdrop:bg-scrim'

/**
 * A button of the top bar with a layer under it; on a phone the layer is a sheet at the bottom. The browser closes it on Escape
 * and on a click beside it, and gives the focus back.
 */
export function Pop(props: PopProps) {
  const { title, button, label, kind = 'default', buttonClassName, className, command, children } = props
  const t = useText('ui')
  const id = useId()
  const ref = useRef<HTMLDivElement>(null)
  const opener = useRef<HTMLButtonElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  const close = useCallback(() => ref.current?.hidePopover(), [])
  useCommand(command ?? 'time-range', command === undefined ? null : () => opener.current?.click())
  return (
    <>
      <button
        ref={opener}
        type="button"
        popoverTarget={id}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-label={label}
        title={label}
        className={buttonClass(kind, 'normal', buttonClassName)}
      >
        {button}
      </button>
      <div
        ref={ref}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={title}
        onToggle={(event) => setIsOpen(event.newState === 'open')}
        className={classNames(
          PLACE,
          SHEET,
          'rounded-panel bg-overlay text-fg-1 shadow-pop open:arrives',
          className,
        )}
      >
        {isOpen ? (
          <Closing value={close}>
            <div className="flex items-center justify-between border-b border-line px-4 py-1 sm:hidden">
              <h2 className="font-semibold">{title}</h2>
              <IconButton icon="cross" label={t('close')} onClick={close} />
            </div>
            <FocusFirst>{children}</FocusFirst>
          </Closing>
        ) : null}
      </div>
    </>
  )
}

/** Puts the focus on what a layer is for, or on its first control, once that is there. */
function FocusFirst({ children }: { children: ReactNode }) {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const frame = ref.current
    if (frame === null) return
    const focus = (): boolean => {
      const wanted =
        frame.querySelector<HTMLElement>('[data-autofocus]') ?? frame.querySelector('button, input')
      if (!(wanted instanceof HTMLElement)) return false
      wanted.focus()
      return true
    }
    if (focus()) return
    // What is loaded on first use comes later.
    const watcher = new MutationObserver(() => {
      if (focus()) watcher.disconnect()
    })
    watcher.observe(frame, { childList: true, subtree: true })
    return () => watcher.disconnect()
  }, [])
  return <div ref={ref}>{children}</div>
}

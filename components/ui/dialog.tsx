'use client'
import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode, type SyntheticEvent } from 'react'
import { useText } from '#components/language/use-text.ts'
import { Button, IconButton } from './button.tsx'
import { classNames } from './class-names.ts'
import { StateGlyph } from './state-glyph.tsx'
import { hasUnsaved, useAskFirst } from './unsaved-forms.ts'

/** What dialogs and drawers share. */
export interface LayerProps {
  readonly isOpen: boolean
  /** Called for Escape, the close button and, on drawers, a click beside it. */
  readonly onClose: () => void
  readonly title: string
  readonly children: ReactNode
}

/** Where a drawer and the page have room beside each other. */
const HAS_ROOM = '(min-width: 1280px)'

/**
 * Opens the browser's own modal layer, which traps focus and gives it back, and keeps it in step with `isOpen`. A layer
 * with text that was not sent is closed only after the member has said so.
 */
function useModal(isOpen: boolean, onClose: () => void, isBeside = false) {
  const ref = useRef<HTMLDialogElement>(null)
  const ask = useAskFirst()
  useEffect(() => {
    const dialog = ref.current
    if (dialog === null || dialog.open === isOpen) return
    if (!isOpen) {
      dialog.close()
      return
    }
    const hasRoom = isBeside && matchMedia(HAS_ROOM).matches
    dialog.toggleAttribute('data-beside', hasRoom)
    if (hasRoom) {
      // A click into the page that stays in use is no reason to close it.
      dialog.setAttribute('closedby', 'closerequest')
      dialog.show()
    } else {
      if (isBeside) dialog.setAttribute('closedby', 'any')
      dialog.showModal()
    }
    dialog.querySelector<HTMLElement>('[data-autofocus]')?.focus()
  }, [isOpen, isBeside])
  const close = () => {
    if (ref.current !== null) ask(ref.current, onClose)
  }
  const askInstead = (event: SyntheticEvent<HTMLDialogElement>) => {
    if (event.defaultPrevented || !hasUnsaved(event.currentTarget)) return
    event.preventDefault()
    close()
  }
  const handlers = {
    // `cancel` alone would not do: browsers let it be prevented once, and close at the second press of Escape.
    onKeyDown: (event: KeyboardEvent<HTMLDialogElement>) => {
      if (event.key !== 'Escape') return
      askInstead(event)
      // Not every browser closes by Escape what is not modal.
      if (event.defaultPrevented || !event.currentTarget.hasAttribute('data-beside')) return
      event.preventDefault()
      close()
    },
    // Of a field within, `cancel` means that nobody chose a file.
    onCancel: (event: SyntheticEvent<HTMLDialogElement>) => {
      if (event.target === event.currentTarget) askInstead(event)
    },
    // Once it was closed by whoever opened it, there is nothing to tell.
    onClose: (event: SyntheticEvent<HTMLDialogElement>) => {
      if (event.target === event.currentTarget && isOpen) onClose()
    },
  }
  return { close, layer: { ref, ...handlers } }
}

/** A question that must be answered first: for what cannot be undone, and for short forms. */
export function Dialog({ isOpen, onClose, title, children, footer }: LayerProps & { footer?: ReactNode }) {
  const { layer } = useModal(isOpen, onClose)
  const id = useId()
  return (
    <dialog
      {...layer}
      aria-labelledby={id}
      className="m-auto w-[min(480px,calc(100vw-32px))] rounded-dialog bg-overlay text-fg-1 shadow-pop open:arrives"
    >
      {isOpen ? (
        <>
          <div className="px-[18px] py-4">
            <h2 id={id} className="text-[15px] leading-[22px] font-semibold">
              {title}
            </h2>
            <div className="mt-2">{children}</div>
          </div>
          {footer === undefined ? null : (
            <div className="flex flex-wrap justify-end gap-2 border-t border-line px-[18px] py-3">
              {footer}
            </div>
          )}
        </>
      ) : null}
    </dialog>
  )
}

/** Properties of `ConfirmDialog`. */
export interface ConfirmDialogProps extends LayerProps {
  /** Repeats the verb of the title: "Revoke source". */
  readonly confirmLabel: string
  readonly onConfirm: () => void
  /** The way back; "Cancel" unless it says what goes on instead. */
  readonly cancelLabel?: string | undefined
  readonly isBusy?: boolean
  readonly isDangerous?: boolean
  /** What went wrong with the last try. */
  readonly error?: string | undefined
}

/** Asks before something that cannot be undone; the title says object, effect and count. Focus starts on Cancel. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const t = useText('ui')
  const {
    confirmLabel,
    cancelLabel,
    onConfirm,
    isBusy = false,
    isDangerous = true,
    error,
    children,
    ...layer
  } = props
  return (
    <Dialog
      {...layer}
      footer={
        <>
          <Button data-autofocus onClick={layer.onClose}>
            {cancelLabel ?? t('cancel')}
          </Button>
          <Button kind={isDangerous ? 'danger-solid' : 'ink'} isBusy={isBusy} onClick={onConfirm}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      <div className="text-fg-2">{children}</div>
      {error === undefined ? null : (
        <p role="alert" className="mt-3 flex gap-1.5 text-small text-down">
          <StateGlyph state="down" className="mt-0.5" />
          {error}
        </p>
      )}
    </Dialog>
  )
}

/** Properties of `Drawer`. */
export interface DrawerProps extends LayerProps {
  readonly head?: ReactNode
  /** True for what is read beside the page: where there is room, the page moves aside and stays in use. */
  readonly isBeside?: boolean
}

/** A sheet from the right; the whole screen on a phone. A click beside it closes it where browsers know how. */
export function Drawer({ isOpen, onClose, title, children, head, isBeside = false }: DrawerProps) {
  const t = useText('ui')
  const { close, layer } = useModal(isOpen, onClose, isBeside)
  const id = useId()
  return (
    <dialog
      {...layer}
      aria-labelledby={id}
      closedby="any"
      className={classNames(
        'mr-0 ml-auto h-dvh max-h-none w-full max-w-[468px] bg-overlay text-fg-1 shadow-drawer open:arrives-from-right',
        'max-sm:max-w-none data-beside:fixed data-beside:inset-y-0 data-beside:right-0 data-beside:left-auto data-beside:z-30',
      )}
    >
      {isOpen ? (
        <div className="flex min-h-full flex-col">
          <header className="border-b border-line px-5 py-3.5">
            <div className="flex items-center justify-between gap-2">
              <h2 id={id} className="text-small font-normal text-fg-3">
                {title}
              </h2>
              <IconButton icon="cross" label={t('close')} data-autofocus onClick={close} />
            </div>
            {head}
          </header>
          {children}
        </div>
      ) : null}
    </dialog>
  )
}

/** A ruled part of a drawer. */
export function DrawerSection({
  title,
  meta,
  children,
}: {
  title: string
  meta?: ReactNode
  children: ReactNode
}) {
  return (
    <section className="border-b border-line px-5 py-3.5">
      <h3 className="mb-2 flex justify-between gap-3 text-small font-semibold">
        {title}
        {meta === undefined ? null : <span className="text-micro font-normal text-fg-3">{meta}</span>}
      </h3>
      {children}
    </section>
  )
}

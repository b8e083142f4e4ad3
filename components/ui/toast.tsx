'use client'
import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react'
import { useText } from '#components/language/use-text.ts'
import { IconButton } from './button.tsx'
import { StateGlyph } from './state-glyph.tsx'

/** A short message about what just happened. It is never the only place of what it says. */
export interface ToastMessage {
  readonly text: string
  /** Errors stay until they are closed. */
  readonly tone?: 'done' | 'failed'
  /** Takes it back. */
  readonly undo?: { readonly label: string; readonly act: () => void }
}

interface Shown extends ToastMessage {
  readonly id: number
}

const SHOWN_FOR_MS = 6000
const Context = createContext<((message: ToastMessage) => void) | null>(null)

/** Shows messages at the lower left, clear of the sidebar, and reads them out. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<readonly Shown[]>([])
  const show = useCallback((message: ToastMessage) => {
    setShown((list) => [...list.slice(-2), { ...message, id: (list.at(-1)?.id ?? 0) + 1 }])
  }, [])
  const close = useCallback((id: number) => {
    setShown((list) => list.filter((toast) => toast.id !== id))
  }, [])
  const of = (tone: 'done' | 'failed') => shown.filter((toast) => (toast.tone ?? 'done') === tone)
  return (
    <Context value={show}>
      {children}
      <div className="pointer-events-none fixed bottom-4 left-4 z-40 flex sm:left-[72px] lg:left-[236px] w-[min(360px,calc(100vw-32px))] flex-col gap-2 max-sm:bottom-[88px] max-sm:[body:has([data-pinned])_&]:bottom-[calc(130px+env(safe-area-inset-bottom))]">
        <div aria-live="polite" className="flex flex-col gap-2">
          {of('done').map((toast) => (
            <Toast key={toast.id} toast={toast} onClose={close} />
          ))}
        </div>
        <div role="alert" className="flex flex-col gap-2">
          {of('failed').map((toast) => (
            <Toast key={toast.id} toast={toast} onClose={close} />
          ))}
        </div>
      </div>
    </Context>
  )
}

/** The function that shows a message. */
export function useToast(): (message: ToastMessage) => void {
  const show = use(Context)
  if (show === null) throw new Error('no ToastProvider above this component')
  return show
}

function Toast({ toast, onClose }: { toast: Shown; onClose: (id: number) => void }) {
  const t = useText('ui')
  const [isHeld, setIsHeld] = useState(false)
  const tone = toast.tone ?? 'done'
  useEffect(() => {
    if (tone === 'failed' || isHeld) return
    const timer = setTimeout(() => {
      onClose(toast.id)
    }, SHOWN_FOR_MS)
    return () => {
      clearTimeout(timer)
    }
  }, [tone, isHeld, onClose, toast.id])
  const undo = useMemo(
    () =>
      toast.undo === undefined
        ? null
        : {
            label: toast.undo.label,
            act: () => {
              toast.undo?.act()
              onClose(toast.id)
            },
          },
    [toast, onClose],
  )
  return (
    <div
      className="pointer-events-auto flex items-start gap-2 rounded-panel bg-overlay px-3 py-2.5 shadow-pop arrives"
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
    >
      <StateGlyph state={tone === 'done' ? 'healthy' : 'down'} size={14} className="mt-[3px]" />
      <span className="min-w-0 grow break-words">{toast.text}</span>
      {undo === null ? null : (
        <button type="button" className="text-accent hover:text-accent-hover" onClick={undo.act}>
          {undo.label}
        </button>
      )}
      <IconButton icon="cross" label={t('toast.close')} size="small" onClick={() => onClose(toast.id)} />
    </div>
  )
}

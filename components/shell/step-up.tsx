'use client'
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react'
import { fetched } from '#components/ui/fetched.tsx'
import { FormSlot } from '#components/forms/form-slot.tsx'
import { useText } from '#components/language/use-text.ts'
import { Dialog } from '#components/ui/dialog.tsx'
import { stepUpGate } from './step-up-gate.ts'

const StepUpForm = fetched(async () => (await import('./step-up-form.tsx')).StepUpForm)

/**
 * Asks for the second factor whenever a request of this page is refused for want of it, and lets the request pass
 * afterwards. Pages need nothing for it: `apiSend` and every `writeEndpoint` wait at the gate.
 */
export function StepUpProvider({ children }: { children: ReactNode }) {
  const t = useText('ui')
  const [isOpen, setIsOpen] = useState(false)
  const settle = useRef<((wasShown: boolean) => void) | null>(null)
  const close = useCallback((wasShown: boolean) => {
    setIsOpen(false)
    settle.current?.(wasShown)
    settle.current = null
  }, [])
  useEffect(() => {
    const stop = stepUpGate.answerWith(
      async () =>
        await new Promise<boolean>((resolve) => {
          settle.current = resolve
          setIsOpen(true)
        }),
    )
    return () => {
      stop()
      settle.current?.(false)
    }
  }, [])
  return (
    <>
      {children}
      <Dialog isOpen={isOpen} onClose={() => close(false)} title={t('stepUp.title')}>
        <FormSlot>
          <StepUpForm onCancel={() => close(false)} onShown={() => close(true)} />
        </FormSlot>
      </Dialog>
    </>
  )
}

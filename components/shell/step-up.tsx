'use client'
import { useMutation } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState, type ReactNode, type SubmitEvent } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { FactorField } from '#components/ui/factor-field.tsx'
import { ErrorLine } from '#components/ui/field.tsx'
import { apiSend } from './api-client.ts'
import { faultOf, remainingMessage } from './api-problem.ts'
import { postAuthForm } from './auth-client.ts'
import { formText } from './form-text.ts'
import { stepUpGate } from './step-up-gate.ts'

/** Shows the second factor, then has the session get a new id, as is due whenever it opens more than before. */
async function showFactor(code: string): Promise<void> {
  await apiSend('POST', '/api/v1/me/step-up', { code })
  // The factor counts already. A session that keeps its id is the smaller harm than an act that cannot be done.
  await postAuthForm('session', {}).catch(() => {})
}

/**
 * Asks for the second factor whenever a request of this page is refused for want of it, and lets the request pass
 * afterwards. Pages need nothing for it: `apiSend` and every `writeEndpoint` wait at the gate.
 */
export function StepUpProvider({ children }: { children: ReactNode }) {
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
      <Dialog isOpen={isOpen} onClose={() => close(false)} title="Confirm it is you">
        <StepUpForm onCancel={() => close(false)} onShown={() => close(true)} />
      </Dialog>
    </>
  )
}

function StepUpForm({ onCancel, onShown }: { onCancel: () => void; onShown: () => void }) {
  const { mutate, error, isPending } = useMutation({ mutationFn: showFactor, onSuccess: onShown })
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!isPending) mutate(formText(event.currentTarget, 'code'))
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <p className="text-fg-2">
        This act needs your second factor again. After it, acts like this are open for five minutes, in this
        session only.
      </p>
      <FactorField name="code" isFocused error={faultOf(error, 'code')} />
      <ErrorLine>{remainingMessage(error, ['code'])}</ErrorLine>
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" kind="ink" isBusy={isPending}>
          Confirm and go on
        </Button>
      </div>
    </form>
  )
}

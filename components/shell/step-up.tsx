'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState, type ReactNode, type SubmitEvent } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { FactorField } from '#components/ui/factor-field.tsx'
import { ErrorLine } from '#components/ui/field.tsx'
import type { ProfileView } from '#lib/modules/access/schemas.ts'
import { apiSend } from './api-client.ts'
import { readEndpoint } from './api-endpoint.ts'
import { ApiProblem, faultOf, remainingMessage } from './api-problem.ts'
import { formText } from './form-text.ts'
import { PasskeyFault, stepUpWithPasskey } from './passkey-client.ts'
import { stepUpGate } from './step-up-gate.ts'

/** Shows the second factor, a passkey where no code is given. The answer brings the cookie of the session's new id. */
async function showFactor(code: string | null): Promise<void> {
  if (code === null) await stepUpWithPasskey()
  else await apiSend('POST', '/api/v1/me/step-up', { code })
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

/** Who is asked: which factors there are decides what is offered. */
const profile = () => readEndpoint<ProfileView>({ path: '/api/v1/me', tables: ['member'] })

function StepUpForm({ onCancel, onShown }: { onCancel: () => void; onShown: () => void }) {
  const { data } = useQuery(profile())
  const { mutate, error, isPending } = useMutation({ mutationFn: showFactor, onSuccess: onShown })
  const hasPasskey = (data?.passkeys ?? 0) > 0
  const [wantsCode, setWantsCode] = useState(false)
  const isCode = data === undefined || data.hasAuthenticator || wantsCode
  const problem = error instanceof ApiProblem ? error : null
  const said = error instanceof PasskeyFault ? error.message : remainingMessage(problem, ['code'])
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!isPending) mutate(isCode ? formText(event.currentTarget, 'code') : null)
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <p className="text-fg-2">
        This act needs your second factor again. After it, acts like this are open for five minutes, in this
        session only.
      </p>
      {isCode ? (
        <FactorField
          name="code"
          isFocused
          isRecoveryOnly={data?.hasAuthenticator === false}
          error={faultOf(problem, 'code')}
        />
      ) : null}
      {hasPasskey ? (
        <div className="flex flex-wrap gap-2">
          <Button icon="key" isBusy={isPending} onClick={() => mutate(null)}>
            Use a passkey
          </Button>
          {isCode ? null : <Button onClick={() => setWantsCode(true)}>Use a recovery code</Button>}
        </div>
      ) : null}
      <ErrorLine>{said}</ErrorLine>
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>Cancel</Button>
        {isCode ? (
          <Button type="submit" kind="ink" isBusy={isPending}>
            Confirm and go on
          </Button>
        ) : null}
      </div>
    </form>
  )
}

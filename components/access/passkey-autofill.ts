'use client'
import { useEffect } from 'react'
import { canAutofill, PasskeyFault, signInWithPasskey } from '#components/shell/passkey-client.ts'

/** What is asked of a passkey is good for five minutes; it is asked anew before. */
const RENEW_MS = 4 * 60_000

interface Autofill {
  /** Whether a passkey is asked for by hand: browsers show one at a time, and what was asked for goes first. */
  readonly isPaused: boolean
  readonly onIn: () => void
  readonly onProblem: (problem: Error) => void
}

/** Lets the browser offer passkeys where it fills in the address, as long as this is shown. */
export function usePasskeyAutofill({ isPaused, onIn, onProblem }: Autofill): void {
  useEffect(() => {
    if (isPaused) return undefined
    const over = new AbortController()
    const offer = () => {
      canAutofill()
        .then(async (can) => {
          if (!can || over.signal.aborted) return
          await signInWithPasskey(over.signal)
          onIn()
        })
        .catch((error: unknown) => {
          // What the browser refuses here is only a convenience that is missing; what our server refuses was meant.
          if (!over.signal.aborted && error instanceof Error && !(error instanceof PasskeyFault))
            onProblem(error)
        })
    }
    offer()
    const timer = setInterval(offer, RENEW_MS)
    return () => {
      over.abort()
      clearInterval(timer)
    }
  }, [isPaused, onIn, onProblem])
}

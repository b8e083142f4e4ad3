'use client'
import { useEffect } from 'react'
import { canAutofill, PasskeyFault, signInWithPasskey } from '#components/shell/passkey-client.ts'

/** What is asked of a passkey is good for five minutes; it is asked anew before. */
const RENEW_MS = 4 * 60_000

/** Lets the browser offer passkeys where it fills in the address, as long as this is shown. */
export function usePasskeyAutofill(onIn: () => void, onProblem: (message: string) => void): void {
  useEffect(() => {
    let isOver = false
    const offer = () => {
      canAutofill()
        .then(async (can) => {
          if (!can || isOver) return
          await signInWithPasskey(true)
          onIn()
        })
        .catch((error: unknown) => {
          // What the browser refuses here is only a convenience that is missing; what our server refuses was meant.
          if (!isOver && error instanceof Error && !(error instanceof PasskeyFault)) onProblem(error.message)
        })
    }
    offer()
    const timer = setInterval(offer, RENEW_MS)
    return () => {
      isOver = true
      clearInterval(timer)
    }
  }, [onIn, onProblem])
}

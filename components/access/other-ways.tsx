'use client'
import { useMutation } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { PasskeyFault, signInWithPasskey } from '#components/shell/passkey-client.ts'
import { Button } from '#components/ui/button.tsx'
import { ErrorLine } from '#components/ui/field.tsx'
import { usePasskeyAutofill } from './passkey-autofill.ts'

const isQuiet = (error: Error | null): boolean => error instanceof PasskeyFault && error.isQuiet

/** The ways in that need no password. */
export function OtherWays({ target }: { target: string }) {
  const [refusal, setRefusal] = useState<string | undefined>()
  const goOn = useCallback(() => location.assign(target), [target])
  usePasskeyAutofill(goOn, setRefusal)
  const passkey = useMutation({
    mutationFn: async () => await signInWithPasskey(),
    onMutate: () => setRefusal(undefined),
    onSuccess: goOn,
  })
  const { error, isPending, isSuccess } = passkey
  return (
    <section
      aria-label="Other ways to sign in"
      className="mt-6 flex flex-col gap-3 border-t border-line pt-5"
    >
      <Button size="large" icon="key" isBusy={isPending || isSuccess} onClick={() => passkey.mutate()}>
        Use a passkey
      </Button>
      <ErrorLine>{isQuiet(error) ? undefined : (error?.message ?? refusal)}</ErrorLine>
    </section>
  )
}

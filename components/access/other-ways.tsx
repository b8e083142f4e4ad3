'use client'
import { useMutation } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { useText } from '#components/language/use-text.ts'
import { ApiProblem, faultOf } from '#components/shell/api-problem.ts'
import { PasskeyFault, signInWithPasskey } from '#components/shell/passkey-client.ts'
import { Button } from '#components/ui/button.tsx'
import { ErrorLine } from '#components/ui/field.tsx'
import { usePasskeyAutofill } from './passkey-autofill.ts'

/** What went wrong, as a sentence; nothing where another request took the place of this one. */
function saidOf(error: Error | null): string | undefined {
  if (error === null || isQuiet(error)) return undefined
  return (error instanceof ApiProblem ? faultOf(error, 'passkey') : undefined) ?? error.message
}

const isQuiet = (error: Error): boolean => error instanceof PasskeyFault && error.isQuiet

/** The ways in that need no password. */
export function OtherWays({ target }: { target: string }) {
  const t = useText('access-public')
  const [refusal, setRefusal] = useState<Error | null>(null)
  const goOn = useCallback(() => location.assign(target), [target])
  const passkey = useMutation({
    mutationFn: async () => await signInWithPasskey(),
    onMutate: () => setRefusal(null),
    onSuccess: goOn,
  })
  const { error, isPending, isSuccess } = passkey
  usePasskeyAutofill({ isPaused: isPending || isSuccess, onIn: goOn, onProblem: setRefusal })
  return (
    <section aria-label={t('otherWays.title')} className="mt-6 flex flex-col gap-3 border-t border-line pt-5">
      <Button size="large" icon="key" isBusy={isPending || isSuccess} onClick={() => passkey.mutate()}>
        {t('otherWays.passkey')}
      </Button>
      <ErrorLine>{saidOf(error ?? refusal)}</ErrorLine>
    </section>
  )
}

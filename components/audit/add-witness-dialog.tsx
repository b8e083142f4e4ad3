'use client'
import { useMutation } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { TypedReach } from '#components/access/reach-note.tsx'
import { useText } from '#components/language/use-text.ts'
import { faultOf, remainingMessage } from '#components/shell/api-problem.ts'
import { Button } from '#components/ui/button.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { FormFoot } from '#components/ui/form-foot.tsx'
import { Segmented } from '#components/ui/segmented.tsx'
import type { AddWitnessInput } from '#lib/modules/audit/schemas.ts'
import { addWitness } from './api/add-witness.ts'

const KINDS = ['email', 'webhook', 'file'] as const

/** Asks for a witness. */
export function AddWitnessDialog(props: { scope: string; isOpen: boolean; onClose: () => void }) {
  const { scope, isOpen, onClose } = props
  const t = useText('audit')
  const [kind, setKind] = useState<AddWitnessInput['kind']>('email')
  const { mutate, data, error, isPending, reset } = useMutation({
    ...addWitness(scope),
    onSuccess: ({ secret }) => {
      if (secret === null) close()
    },
  })
  const [typed, setTyped] = useState('')
  const close = () => {
    reset()
    setTyped('')
    onClose()
  }
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const target = new FormData(event.currentTarget).get('target')
    if (!isPending && typeof target === 'string') mutate({ kind, target })
  }
  const secret = data?.secret ?? null
  return (
    <Dialog isOpen={isOpen} onClose={close} title={t('addWitness.title')}>
      {secret === null ? (
        <form onSubmit={submit} className="mt-2 flex flex-col gap-4">
          <Segmented
            label={t('addWitness.kind')}
            options={KINDS.map((value) => ({ value, label: t(`witness.kind.${value}`) }))}
            value={kind}
            onChange={(next) => {
              reset()
              setTyped('')
              setKind(next)
            }}
          />
          <TextField
            key={kind}
            name="target"
            label={t(`addWitness.${kind}.label`)}
            onChange={({ target }) => setTyped(target.value)}
            help={
              kind === 'webhook' ? (
                <TypedReach scope={scope} use="witness" url={typed} help={t('addWitness.webhook.help')} />
              ) : (
                t(`addWitness.${kind}.help`)
              )
            }
            required
            maxLength={500}
            autoComplete="off"
            data-autofocus
            error={faultOf(error, 'target')}
          />
          <ErrorLine>{remainingMessage(error, ['target'])}</ErrorLine>
          <FormFoot isBusy={isPending} onCancel={close}>
            {t('addWitness.submit')}
          </FormFoot>
        </form>
      ) : (
        <div className="mt-2 flex flex-col gap-4">
          <CodeBlock caption={t('addWitness.secret')} code={secret} />
          <div className="flex justify-end">
            <Button kind="ink" onClick={close}>
              {t('addWitness.stored')}
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  )
}

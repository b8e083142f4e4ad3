'use client'
import { useMutation } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { TypedReach } from '#components/access/reach-note.tsx'
import { faultOf, remainingMessage } from '#components/shell/api-problem.ts'
import { Button } from '#components/ui/button.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { FormFoot } from '#components/ui/form-foot.tsx'
import { Segmented } from '#components/ui/segmented.tsx'
import type { AddWitnessInput } from '#lib/modules/audit/schemas.ts'
import { addWitness } from './api/add-witness.ts'

const KINDS = [
  { value: 'email', label: 'Mailbox' },
  { value: 'webhook', label: 'Webhook' },
  { value: 'file', label: 'File' },
] as const

const FIELDS = {
  email: {
    label: 'E-mail address',
    help: 'A mailbox that nobody of the operator can empty, e.g. the auditor’s.',
  },
  webhook: { label: 'Address', help: 'Called by POST with a signed JSON body (Standard Webhooks).' },
  file: { label: 'Absolute path', help: 'On another disk: a file beside the database is no witness.' },
} as const

/** Asks for a witness. */
export function AddWitnessDialog(props: { scope: string; isOpen: boolean; onClose: () => void }) {
  const { scope, isOpen, onClose } = props
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
    <Dialog isOpen={isOpen} onClose={close} title="Add a witness">
      {secret === null ? (
        <form onSubmit={submit} className="mt-2 flex flex-col gap-4">
          <Segmented
            label="Kind of witness"
            options={KINDS}
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
            label={FIELDS[kind].label}
            onChange={({ target }) => setTyped(target.value)}
            help={
              kind === 'webhook' ? (
                <TypedReach scope={scope} use="witness" url={typed} help={FIELDS.webhook.help} />
              ) : (
                FIELDS[kind].help
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
            Add witness
          </FormFoot>
        </form>
      ) : (
        <div className="mt-2 flex flex-col gap-4">
          <CodeBlock caption="Signing secret, shown only now" code={secret} />
          <div className="flex justify-end">
            <Button kind="ink" onClick={close}>
              I have stored it
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  )
}

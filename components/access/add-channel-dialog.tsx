'use client'
import { useMutation } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { faultOf, remainingMessage } from '#components/shell/api-problem.ts'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { FormFoot } from '#components/ui/form-foot.tsx'
import { Segmented } from '#components/ui/segmented.tsx'
import type { AddChannelOutput, ChannelView } from '#lib/modules/access/schemas.ts'
import { addChannel } from './api/add-channel.ts'
import { TypedReach } from './reach-note.tsx'
import { textOf } from './text-of.ts'

const KINDS = [
  { value: 'email', label: 'E-mail' },
  { value: 'webhook', label: 'Webhook' },
] as const

const FIELDS = {
  email: { label: 'E-mail address', type: 'email', help: 'A further address, e.g. one that rings.' },
  webhook: {
    label: 'Address of the webhook',
    type: 'url',
    help: 'It is called by POST with a signed JSON body. A private address has to be on the operator’s list.',
  },
} as const

/** Properties of `AddChannelDialog`. */
export interface AddChannelDialogProps {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onMade: (made: AddChannelOutput) => void
}

/** Asks for a further way to be reached. */
export function AddChannelDialog({ isOpen, onClose, onMade }: AddChannelDialogProps) {
  const [kind, setKind] = useState<ChannelView['kind']>('email')
  const { mutate, error, isPending, reset } = useMutation({ ...addChannel(), onSuccess: onMade })
  const [target, setTarget] = useState('')
  const close = () => {
    reset()
    setTarget('')
    onClose()
  }
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const typed = textOf(new FormData(event.currentTarget), 'target') ?? ''
    if (!isPending) mutate({ kind, target: typed })
  }
  const { label, type, help } = FIELDS[kind]
  return (
    <Dialog isOpen={isOpen} onClose={close} title="Add a channel">
      <form onSubmit={submit} className="mt-2 flex flex-col gap-4">
        <div>
          <Segmented
            label="Kind of channel"
            options={KINDS}
            value={kind}
            onChange={(next) => {
              reset()
              setTarget('')
              setKind(next)
            }}
          />
        </div>
        <TextField
          key={kind}
          name="target"
          label={label}
          type={type}
          onChange={(event) => setTarget(event.target.value)}
          help={
            kind === 'email' ? help : <TypedReach scope={undefined} use="webhook" url={target} help={help} />
          }
          required
          autoComplete="off"
          data-autofocus
          error={faultOf(error, 'target')}
        />
        <ErrorLine>{remainingMessage(error, ['target'])}</ErrorLine>
        <FormFoot isBusy={isPending} onCancel={close}>
          Add channel
        </FormFoot>
      </form>
    </Dialog>
  )
}

'use client'
import { useMutation } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { faultOf, remainingMessage } from '#components/shell/api-problem.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { Segmented } from '#components/ui/segmented.tsx'
import type { AddChannelOutput, ChannelView } from '#lib/modules/access/schemas.ts'
import { addChannel } from './api/add-channel.ts'
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
    help: 'It is called by POST with a signed JSON body. Private addresses are refused.',
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
  const close = () => {
    reset()
    onClose()
  }
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const target = textOf(new FormData(event.currentTarget), 'target') ?? ''
    if (!isPending) mutate({ kind, target })
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
              setKind(next)
            }}
          />
        </div>
        <TextField
          key={kind}
          name="target"
          label={label}
          type={type}
          help={help}
          required
          autoComplete="off"
          data-autofocus
          error={faultOf(error, 'target')}
        />
        <ErrorLine>{remainingMessage(error, ['target'])}</ErrorLine>
        <div className="flex justify-end gap-2">
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" kind="ink" isBusy={isPending}>
            Add channel
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

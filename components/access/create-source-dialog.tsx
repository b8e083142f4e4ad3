'use client'
import { useMutation } from '@tanstack/react-query'
import type { SubmitEvent } from 'react'
import { faultOf, remainingMessage } from '#components/shell/api-problem.ts'
import { Button } from '#components/ui/button.tsx'
import { useClockStore } from '#components/ui/clock.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { SelectField } from '#components/ui/select-field.tsx'
import type { SourceWithCredential } from '#lib/modules/access/schemas.ts'
import { createSource } from './api/create-source.ts'
import { expiryOf, OPTIONAL_LIFETIMES } from './key-words.ts'
import { textOf } from './text-of.ts'

/** Properties of `CreateSourceDialog`. */
export interface CreateSourceDialogProps {
  readonly scope: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onMade: (made: SourceWithCredential) => void
}

/** Asks what sends, and makes a credential for it. */
export function CreateSourceDialog({ scope, isOpen, onClose, onMade }: CreateSourceDialogProps) {
  const { mutate, error, isPending, reset } = useMutation({ ...createSource(scope), onSuccess: onMade })
  const clock = useClockStore()
  const isPlatform = scope.startsWith('platform:')
  const close = () => {
    reset()
    onClose()
  }
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    if (isPending) return
    mutate({
      name: textOf(form, 'name'),
      tenantLabel: textOf(form, 'tenantLabel'),
      expiresAt: expiryOf(textOf(form, 'lifetime'), clock.now()),
    })
  }
  return (
    <Dialog isOpen={isOpen} onClose={close} title="Create a source">
      <form onSubmit={submit} className="flex flex-col gap-4">
        <p className="text-fg-2">
          A source is the credential of one machine or one cluster. It can send to this scope, and do nothing
          else.
        </p>
        <TextField
          name="name"
          label="Name of the source"
          help="What sends: a cluster, a host, a collector."
          required
          maxLength={100}
          autoComplete="off"
          data-autofocus
          error={faultOf(error, 'name')}
        />
        {isPlatform ? (
          <TextField
            name="tenantLabel"
            label="Tenant label"
            isOptional
            className="font-mono"
            autoComplete="off"
            spellCheck={false}
            help="The label whose value names the tenant, by name or id. Without it every sample belongs to the platform."
            error={faultOf(error, 'tenantLabel')}
          />
        ) : null}
        <SelectField
          name="lifetime"
          label="Good for"
          defaultValue="none"
          options={OPTIONAL_LIFETIMES}
          error={faultOf(error, 'expiresAt')}
        />
        <ErrorLine>{remainingMessage(error, ['name', 'tenantLabel', 'expiresAt'])}</ErrorLine>
        <div className="flex justify-end gap-2">
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" kind="ink" isBusy={isPending}>
            Create source
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

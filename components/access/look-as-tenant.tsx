'use client'
import { useMutation } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { faultOf, remainingMessage } from '#components/shell/api-problem.ts'
import { formText } from '#components/shell/form-text.ts'
import { useShell } from '#components/shell/shell-context.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { startViewAs } from './api/view-as.ts'
import { scopeAbove } from './scope-above.ts'

/** Properties of `LookAsTenant`. */
export interface LookAsTenantProps {
  readonly tenantId: string
  readonly tenantName: string
  readonly platformId: string
}

/** Asks why, then shows the pages as the tenant's admin sees them. */
export function LookAsTenant({ tenantId, tenantName, platformId }: LookAsTenantProps) {
  const [isOpen, setIsOpen] = useState(false)
  const { scopes } = useShell()
  const { mutate, error, isPending, reset } = useMutation({
    ...startViewAs(scopeAbove(scopes, platformId)),
    onSuccess: () => setIsOpen(false),
  })
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!isPending) mutate({ tenantId, reason: formText(event.currentTarget, 'reason') })
  }
  return (
    <>
      <Button
        icon="person"
        onClick={() => {
          reset()
          setIsOpen(true)
        }}
      >
        Look as this tenant
      </Button>
      <Dialog isOpen={isOpen} onClose={() => setIsOpen(false)} title={`Look as ${tenantName}`}>
        <form onSubmit={submit} className="flex flex-col gap-4">
          <p className="text-fg-2">
            You see what an admin of the tenant sees, and change nothing. Beginning, end and your reason stand
            in the tenant’s own audit chain.
          </p>
          <TextField
            label="Why"
            name="reason"
            required
            minLength={10}
            maxLength={500}
            autoComplete="off"
            data-autofocus
            help="At least 10 characters; the tenant reads it."
            error={faultOf(error, 'reason')}
          />
          <ErrorLine>{remainingMessage(error, ['reason'])}</ErrorLine>
          <div className="flex justify-end gap-2">
            <Button onClick={() => setIsOpen(false)}>Cancel</Button>
            <Button type="submit" kind="ink" isBusy={isPending}>
              Look as the tenant
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}

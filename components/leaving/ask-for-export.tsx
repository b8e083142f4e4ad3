'use client'
import { useMutation } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { faultOf, remainingMessage } from '#components/shell/api-problem.ts'
import { formText } from '#components/shell/form-text.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { askSecondPerson } from './api/leaving.ts'

/** Asks a second person for the export of a tenant, with a reason. */
export function AskForExport({ scope, tenantId }: { scope: string; tenantId: string }) {
  const [isOpen, setIsOpen] = useState(false)
  const show = useToast()
  const { mutate, error, isPending } = useMutation({
    ...askSecondPerson(scope),
    onSuccess: () => {
      setIsOpen(false)
      show({ text: 'Asked: a second person decides under Requests.' })
    },
  })
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const reason = formText(event.currentTarget, 'reason')
    if (!isPending) mutate({ action: 'tenant.export', input: { tenantId }, reason })
  }
  return (
    <>
      <Button size="small" onClick={() => setIsOpen(true)}>
        Ask for an export
      </Button>
      <Dialog isOpen={isOpen} onClose={() => setIsOpen(false)} title="Ask for the export of this tenant">
        <form onSubmit={submit} className="flex flex-col gap-4">
          <p className="text-fg-2">From above, two people decide that the data of a tenant leaves.</p>
          <TextField
            label="Why"
            name="reason"
            required
            minLength={10}
            maxLength={500}
            autoComplete="off"
            data-autofocus
            help="At least 10 characters; the second person decides by it."
            error={faultOf(error, 'reason')}
          />
          <ErrorLine>{remainingMessage(error, ['reason'])}</ErrorLine>
          <div className="flex justify-end gap-2">
            <Button onClick={() => setIsOpen(false)}>Cancel</Button>
            <Button type="submit" kind="ink" isBusy={isPending}>
              Ask for the export
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}

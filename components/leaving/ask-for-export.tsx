'use client'
import { useState } from 'react'
import { ReasonForm } from '#components/forms/reason-form.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { askSecondPerson, type Asked } from './api/leaving.ts'

/** Asks a second person for the export of a tenant, with a reason. */
export function AskForExport({ scope, tenantId }: { scope: string; tenantId: string }) {
  const [isOpen, setIsOpen] = useState(false)
  const show = useToast()
  return (
    <>
      <Button size="small" onClick={() => setIsOpen(true)}>
        Ask for an export
      </Button>
      <Dialog isOpen={isOpen} onClose={() => setIsOpen(false)} title="Ask for the export of this tenant">
        <ReasonForm
          label="Why"
          minLength={10}
          help="At least 10 characters; the second person decides by it."
          submitLabel="Ask for the export"
          input={(reason): Asked => ({ action: 'tenant.export', input: { tenantId }, reason })}
          schema={async () => (await import('#lib/modules/approvals/schemas.ts')).requestApprovalInput}
          mutation={{
            ...askSecondPerson(scope),
            onSuccess: () => {
              setIsOpen(false)
              show({ text: 'Asked: a second person decides under Requests.' })
            },
          }}
          onCancel={() => setIsOpen(false)}
        >
          <p className="text-fg-2">From above, two people decide that the data of a tenant leaves.</p>
        </ReasonForm>
      </Dialog>
    </>
  )
}

'use client'
import { useState } from 'react'
import { fetched } from '#components/forms/fetched.tsx'
import { FormSlot } from '#components/forms/form-slot.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'

const OpenIncidentForm = fetched(async () => (await import('./open-incident-form.tsx')).OpenIncidentForm)

/** A button that opens an incident by hand, and leads to it. Only a platform or a tenant can have one. */
export function OpenIncident({ scope }: { scope: string }) {
  const [isOpen, setIsOpen] = useState(false)
  const reason =
    scope === 'operator'
      ? 'An incident belongs to a platform or a tenant: choose one as the scope.'
      : undefined
  return (
    <>
      <Button icon="plus" disabledReason={reason} onClick={() => setIsOpen(true)}>
        Open an incident
      </Button>
      <Dialog isOpen={isOpen} onClose={() => setIsOpen(false)} title="Open an incident">
        <FormSlot>
          <OpenIncidentForm scope={scope} onCancel={() => setIsOpen(false)} />
        </FormSlot>
      </Dialog>
    </>
  )
}

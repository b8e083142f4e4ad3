'use client'
import { useState } from 'react'
import { ReasonForm } from '#components/forms/reason-form.tsx'
import { useShell } from '#components/shell/shell-context.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
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
  return (
    <>
      <Button icon="person" onClick={() => setIsOpen(true)}>
        Look as this tenant
      </Button>
      <Dialog isOpen={isOpen} onClose={() => setIsOpen(false)} title={`Look as ${tenantName}`}>
        <ReasonForm
          label="Why"
          isOneLine
          minLength={10}
          help="At least 10 characters; the tenant reads it."
          submitLabel="Look as the tenant"
          input={(reason) => ({ tenantId, reason })}
          schema={async () => (await import('#lib/modules/access/schemas.ts')).startViewAsInput}
          mutation={{ ...startViewAs(scopeAbove(scopes, platformId)), onSuccess: () => setIsOpen(false) }}
          onCancel={() => setIsOpen(false)}
        >
          <p className="text-fg-2">
            You see what an admin of the tenant sees, and change nothing. Beginning, end and your reason stand
            in the tenant’s own audit chain.
          </p>
        </ReasonForm>
      </Dialog>
    </>
  )
}

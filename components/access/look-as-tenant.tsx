'use client'
import { useState } from 'react'
import { ReasonForm } from '#components/forms/reason-form.tsx'
import { useText } from '#components/language/use-text.ts'
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
  const t = useText('shell')
  const [isOpen, setIsOpen] = useState(false)
  const { scopes } = useShell()
  return (
    <>
      <Button icon="person" onClick={() => setIsOpen(true)}>
        {t('lookAs.button')}
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={t('lookAs.title', { tenant: tenantName })}
      >
        <ReasonForm
          label={t('lookAs.why')}
          isOneLine
          minLength={10}
          help={t('lookAs.help')}
          submitLabel={t('lookAs.do')}
          input={(reason) => ({ tenantId, reason })}
          schema={async () => (await import('#lib/modules/access/schemas.ts')).startViewAsInput}
          mutation={{ ...startViewAs(scopeAbove(scopes, platformId)), onSuccess: () => setIsOpen(false) }}
          onCancel={() => setIsOpen(false)}
        >
          <p className="text-fg-2">{t('lookAs.text')}</p>
        </ReasonForm>
      </Dialog>
    </>
  )
}

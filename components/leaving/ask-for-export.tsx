'use client'
import { useState } from 'react'
import { ReasonForm } from '#components/forms/reason-form.tsx'
import { useText } from '#components/language/use-text.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { askSecondPerson, type Asked } from './api/leaving.ts'

/** Asks a second person for the export of a tenant, with a reason. */
export function AskForExport({ scope, tenantId }: { scope: string; tenantId: string }) {
  const t = useText('leaving')
  const [isOpen, setIsOpen] = useState(false)
  const show = useToast()
  return (
    <>
      <Button size="small" onClick={() => setIsOpen(true)}>
        {t('ask.open')}
      </Button>
      <Dialog isOpen={isOpen} onClose={() => setIsOpen(false)} title={t('ask.title')}>
        <ReasonForm
          label={t('why')}
          isOneLine
          minLength={10}
          help={t('ask.help')}
          submitLabel={t('ask.submit')}
          input={(reason): Asked => ({ action: 'tenant.export', input: { tenantId }, reason })}
          schema={async () => (await import('#lib/modules/approvals/schemas.ts')).requestApprovalInput}
          mutation={{
            ...askSecondPerson(scope),
            onSuccess: () => {
              setIsOpen(false)
              show({ text: t('asked') })
            },
          }}
          onCancel={() => setIsOpen(false)}
        >
          <p className="text-fg-2">{t('ask.text')}</p>
        </ReasonForm>
      </Dialog>
    </>
  )
}

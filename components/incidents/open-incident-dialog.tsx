'use client'
import { fetched } from '#components/ui/fetched.tsx'
import { FormSlot } from '#components/forms/form-slot.tsx'
import { useText } from '#components/language/use-text.ts'
import { useAskedAct } from '#components/shell/use-asked-act.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'

const OpenIncidentForm = fetched(async () => (await import('./open-incident-form.tsx')).OpenIncidentForm)

/** A button that opens an incident by hand, and leads to it. Only a platform or a tenant can have one. */
export function OpenIncident({ scope }: { scope: string }) {
  const t = useText('incidents')
  const reason = scope === 'operator' ? t('create.noScope') : undefined
  const [isOpen, setIsOpen] = useAskedAct('openIncident')
  return (
    <>
      <Button icon="plus" disabledReason={reason} onClick={() => setIsOpen(true)}>
        {t('create.do')}
      </Button>
      <Dialog isOpen={isOpen} onClose={() => setIsOpen(false)} title={t('create.do')}>
        {reason === undefined ? (
          <FormSlot>
            <OpenIncidentForm scope={scope} onCancel={() => setIsOpen(false)} />
          </FormSlot>
        ) : (
          <p className="text-fg-2">{reason}</p>
        )}
      </Dialog>
    </>
  )
}

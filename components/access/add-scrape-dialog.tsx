'use client'
import { fetched } from '#components/ui/fetched.tsx'
import { FormSlot } from '#components/forms/form-slot.tsx'
import { useText } from '#components/language/use-text.ts'
import { Dialog } from '#components/ui/dialog.tsx'

const AddScrapeForm = fetched(async () => (await import('./add-scrape-form.tsx')).AddScrapeForm)

/** Properties of `AddScrapeDialog`. */
export interface AddScrapeDialogProps {
  readonly scope: string
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Asks for an address that the engine then asks for metrics. */
export function AddScrapeDialog({ scope, isOpen, onClose }: AddScrapeDialogProps) {
  const t = useText('sources')
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('scrape.add')}>
      <FormSlot>
        <AddScrapeForm scope={scope} onClose={onClose} />
      </FormSlot>
    </Dialog>
  )
}

'use client'
import type { SubmitEvent } from 'react'
import { useText } from '#components/language/use-text.ts'
import { formText } from '#components/shell/form-text.ts'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorLine } from '#components/ui/field.tsx'
import { FormFoot } from '#components/ui/form-foot.tsx'
import { SelectField } from '#components/ui/select-field.tsx'
import { OVERLAPS, overlapOf } from './overlaps.ts'

/** Properties of `RotateDialog`. */
export interface RotateDialogProps {
  /** Name of the key or the source; null keeps the dialog closed. */
  readonly name: string | null
  /** What has it. */
  readonly kind: 'key' | 'source' | 'webhook'
  readonly isBusy: boolean
  readonly error: string | undefined
  readonly onRotate: (overlapSeconds: number) => void
  readonly onClose: () => void
}

/** Asks how long the old credential goes on, and makes a new one. */
export function RotateDialog({ name, kind, isBusy, error, onRotate, onClose }: RotateDialogProps) {
  const t = useText('credentials')
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!isBusy) onRotate(overlapOf(formText(event.currentTarget, 'overlap')))
  }
  return (
    <Dialog isOpen={name !== null} onClose={onClose} title={t('rotate.title', { name: name ?? '' })}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <p className="text-fg-2">{t('rotate.text', { kind })}</p>
        <SelectField
          name="overlap"
          label={t('rotate.how')}
          defaultValue="86400"
          options={OVERLAPS.map((value) => ({ value, label: t(`overlap.${value}`) }))}
        />
        <ErrorLine>{error}</ErrorLine>
        <FormFoot isBusy={isBusy} isCancelFirst onCancel={onClose}>
          {t('rotate.do')}
        </FormFoot>
      </form>
    </Dialog>
  )
}

'use client'
import type { SubmitEvent } from 'react'
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
  /** What has it: `key`, `source`. */
  readonly what: string
  readonly isBusy: boolean
  readonly error: string | undefined
  readonly onRotate: (overlapSeconds: number) => void
  readonly onClose: () => void
}

/** Asks how long the old credential goes on, and makes a new one. */
export function RotateDialog({ name, what, isBusy, error, onRotate, onClose }: RotateDialogProps) {
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!isBusy) onRotate(overlapOf(formText(event.currentTarget, 'overlap')))
  }
  return (
    <Dialog isOpen={name !== null} onClose={onClose} title={`Rotate the credential of ${name ?? ''}?`}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <p className="text-fg-2">
          You get a new credential at once. Until the overlap ends both work, so put the new one where the{' '}
          {what} is used in the meantime. A credential that an earlier rotation left in use ends now.
        </p>
        <SelectField
          name="overlap"
          label="How long the old one goes on"
          defaultValue="86400"
          options={OVERLAPS.map((each) => each)}
        />
        <ErrorLine>{error}</ErrorLine>
        <FormFoot isBusy={isBusy} isCancelFirst onCancel={onClose}>
          Rotate the credential
        </FormFoot>
      </form>
    </Dialog>
  )
}

'use client'
import { useApiForm } from '#components/forms/use-api-form.ts'
import { useText } from '#components/language/use-text.ts'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { FormFoot } from '#components/ui/form-foot.tsx'
import { Segmented } from '#components/ui/segmented.tsx'
import type { AddChannelInput, AddChannelOutput } from '#lib/modules/access/schemas.ts'
import { addChannel } from './api/add-channel.ts'
import { TypedReach } from './reach-note.tsx'

const KINDS = ['email', 'webhook'] as const

interface TypedChannel {
  readonly kind: AddChannelInput['kind']
  readonly target: string
}

const BLANK: TypedChannel = { kind: 'email', target: '' }

/** Properties of `AddChannelForm`. */
export interface AddChannelFormProps {
  readonly onClose: () => void
  readonly onMade: (made: AddChannelOutput) => void
}

/** Asks for a further way to be reached; fetched when its dialog is opened. */
export function AddChannelForm({ onClose, onMade }: AddChannelFormProps) {
  const t = useText('access')
  const { form, field, message, isBusy, methods } = useApiForm({
    values: BLANK,
    input: ({ kind, target }): AddChannelInput => ({ kind, target: target.trim() }),
    schema: async () => (await import('#lib/modules/access/schemas.ts')).addChannelInput,
    mutation: { ...addChannel(), onSuccess: onMade },
    conflictField: 'target',
  })
  const { kind, target } = methods.watch()
  const help = t(`channels.${kind}.help`)
  const choose = (next: AddChannelInput['kind']) => {
    methods.clearErrors()
    methods.setValue('target', '')
    methods.setValue('kind', next)
  }
  return (
    <form {...form} className="mt-2 flex flex-col gap-4">
      <div>
        <Segmented
          label={t('channels.which')}
          options={KINDS.map((value) => ({ value, label: t(`channels.kind.${value}`) }))}
          value={kind}
          onChange={choose}
        />
      </div>
      <TextField
        key={kind}
        label={t(`channels.${kind}.label`)}
        type={kind === 'email' ? 'email' : 'url'}
        help={
          kind === 'email' ? help : <TypedReach scope={undefined} use="webhook" url={target} help={help} />
        }
        required
        autoComplete="off"
        data-autofocus
        {...field('target')}
      />
      <ErrorLine>{message}</ErrorLine>
      <FormFoot isBusy={isBusy} onCancel={onClose}>
        {t('channels.addDo')}
      </FormFoot>
    </form>
  )
}

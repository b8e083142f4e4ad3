'use client'
import { useMutation } from '@tanstack/react-query'
import { faultsWith } from '#components/forms/faults-with.ts'
import { useCheckedForm } from '#components/forms/use-checked-form.ts'
import { useText } from '#components/language/use-text.ts'
import { ErrorLine, TextAreaField } from '#components/ui/field.tsx'
import { FormFoot } from '#components/ui/form-foot.tsx'
import { updateProvider } from './api/update-provider.ts'
import { groupLines, mappingFaults, mappingOf } from './group-lines.ts'
import type { OneProviderProps } from './provider-settings-form.tsx'

/** Changes which groups give which role; fetched when its dialog is opened. */
export function GroupsForm({ scope, provider, onClose }: OneProviderProps) {
  const t = useText('identity')
  const { mutate, isPending } = useMutation({ ...updateProvider(scope), onSuccess: onClose })
  const schema = async () => (await import('#lib/modules/identity/schemas.ts')).providerChange
  const { form, field, message, isBusy } = useCheckedForm({
    values: { mapping: groupLines(provider.mapping) },
    check: async ({ mapping }) => [
      ...mappingFaults(t, mapping),
      ...(await faultsWith(schema, { mapping: mappingOf(mapping) })),
    ],
    send: ({ mapping }, answers) => mutate({ providerId: provider.id, mapping: mappingOf(mapping) }, answers),
    isSending: isPending,
  })
  return (
    <form {...form} className="flex flex-col gap-4">
      <TextAreaField
        label={t('field.groups')}
        isCode
        rows={8}
        help={t('field.groupsChangeHelp')}
        data-autofocus
        {...field('mapping')}
      />
      <ErrorLine>{message}</ErrorLine>
      <FormFoot isBusy={isBusy} onCancel={onClose}>
        {t('do.groups')}
      </FormFoot>
    </form>
  )
}

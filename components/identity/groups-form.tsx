'use client'
import { useMutation } from '@tanstack/react-query'
import { faultsWith } from '#components/forms/faults-with.ts'
import { useCheckedForm } from '#components/forms/use-checked-form.ts'
import { ErrorLine, TextAreaField } from '#components/ui/field.tsx'
import { FormFoot } from '#components/ui/form-foot.tsx'
import { updateProvider } from './api/update-provider.ts'
import { groupLines, mappingFaults, mappingOf } from './group-lines.ts'
import type { OneProviderProps } from './provider-settings-form.tsx'

/** Changes which groups give which role; fetched when its dialog is opened. */
export function GroupsForm({ scope, provider, onClose }: OneProviderProps) {
  const { mutate, isPending } = useMutation({ ...updateProvider(scope), onSuccess: onClose })
  const schema = async () => (await import('#lib/modules/identity/schemas.ts')).providerChange
  const { form, field, message, isBusy } = useCheckedForm({
    values: { mapping: groupLines(provider.mapping) },
    check: async ({ mapping }) => [
      ...mappingFaults(mapping),
      ...(await faultsWith(schema, { mapping: mappingOf(mapping) })),
    ],
    send: ({ mapping }, answers) => mutate({ providerId: provider.id, mapping: mappingOf(mapping) }, answers),
    isSending: isPending,
  })
  return (
    <form {...form} className="flex flex-col gap-4">
      <TextAreaField
        label="Groups and roles"
        isCode
        rows={8}
        help="One line for each group: group = role. It holds from the next sign-on of each member."
        data-autofocus
        {...field('mapping')}
      />
      <ErrorLine>{message}</ErrorLine>
      <FormFoot isBusy={isBusy} onCancel={onClose}>
        Change groups
      </FormFoot>
    </form>
  )
}

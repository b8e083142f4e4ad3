'use client'
import { useApiForm } from '#components/forms/use-api-form.ts'
import { ApiProblem } from '#components/shell/api-problem.ts'
import { ErrorLine, TextAreaField, TextField } from '#components/ui/field.tsx'
import { FormFoot } from '#components/ui/form-foot.tsx'
import { SelectField } from '#components/ui/select-field.tsx'
import type { OpenIncidentInput } from '#lib/modules/incidents/schemas.ts'

const SEVERITIES = ['P0', 'P1', 'P2', 'P3'].map((value) => ({ value, label: value }))

/** Thirty services, so that the list has a filter. */
const SERVICES = Array.from({ length: 30 }, (_, at) => ({
  value: `0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e${String(at + 10)}`,
  label: `service ${String(at + 1).padStart(2, '0')}`,
}))

const BLANK = { title: '', severity: 'P2' as const, serviceId: SERVICES[0]?.value ?? '', description: '' }

/** Stands for a server that refuses one title. */
async function pretend({ title }: OpenIncidentInput): Promise<null> {
  if (title !== 'refused') return await Promise.resolve(null)
  throw new ApiProblem({
    status: 400,
    code: 'invalid_input',
    message: 'Nothing was changed.',
    faults: [{ field: 'title', problem: 'this title is refused by the server' }],
    requestId: '7f20c4',
    retryAfterSeconds: undefined,
  })
}

/** A form with everything that forms of this portal do; nothing is sent anywhere. */
export function SampleForm({ onDone }: { onDone: () => void }) {
  const { form, field, message, isBusy } = useApiForm({
    values: BLANK,
    input: (typed): OpenIncidentInput => typed,
    schema: async () => (await import('#lib/modules/incidents/schemas.ts')).openIncidentInput,
    mutation: { mutationFn: pretend, onSuccess: onDone },
  })
  return (
    <form {...form} className="flex flex-col gap-4">
      <TextField label="What is wrong" required autoComplete="off" data-autofocus {...field('title')} />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField label="Severity" options={SEVERITIES} {...field('severity')} />
        <SelectField label="Service" options={SERVICES} {...field('serviceId')} />
      </div>
      <TextAreaField
        label="What is known"
        required
        help="Becomes the first comment."
        {...field('description')}
      />
      <ErrorLine>{message}</ErrorLine>
      <FormFoot isBusy={isBusy} onCancel={onDone}>
        Create sample
      </FormFoot>
    </form>
  )
}

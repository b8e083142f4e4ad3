'use client'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useApiForm } from '#components/forms/use-api-form.ts'
import { useText } from '#components/language/use-text.ts'
import { hrefWithScope } from '#components/shell/scopes.ts'
import { servicesQuery } from '#components/tenancy/api/services-query.ts'
import { ErrorLine, TextAreaField, TextField } from '#components/ui/field.tsx'
import { FormFoot } from '#components/ui/form-foot.tsx'
import { SelectField } from '#components/ui/select-field.tsx'
import type { OpenIncidentInput } from '#lib/modules/incidents/schemas.ts'
import type { ServiceView } from '#lib/modules/tenancy/schemas.ts'
import { openIncident } from './api/open-incident.ts'
import { FILTER_SEVERITIES } from './incident-filter.ts'

/** Services that belong to the scope itself: an incident of a tenant cannot be about a part that all tenants share. */
const ownServices = (services: readonly ServiceView[], scope: string): readonly ServiceView[] =>
  services.filter(({ shared, tenantId }) => (scope.startsWith('tenant:') ? !shared : tenantId === null))

interface Typed {
  readonly title: string
  readonly severity: OpenIncidentInput['severity']
  readonly serviceId: string
  readonly description: string
}

const BLANK: Typed = { title: '', severity: 'P2', serviceId: '', description: '' }

const inputOf = ({ serviceId, description, ...rest }: Typed): OpenIncidentInput => ({
  ...rest,
  ...(serviceId === '' ? {} : { serviceId }),
  ...(description.trim() === '' ? {} : { description }),
})

const schema = async () => (await import('#lib/modules/incidents/schemas.ts')).openIncidentInput

/** Asks what is wrong and where, and opens an incident. */
export function OpenIncidentForm({ scope, onCancel }: { scope: string; onCancel: () => void }) {
  const t = useText('incidents')
  const router = useRouter()
  const [isOpened, setIsOpened] = useState(false)
  const { data } = useQuery(servicesQuery(scope))
  const mutation = {
    ...openIncident(scope),
    onSuccess: ({ id }: { id: string }) => {
      setIsOpened(true)
      router.push(hrefWithScope(`/incidents/${id}`, scope))
    },
  }
  const { form, field, message, isBusy } = useApiForm({ values: BLANK, input: inputOf, schema, mutation })
  return (
    <form {...form} className="flex flex-col gap-4">
      <p className="text-fg-2">{t('create.text')}</p>
      <TextField
        label={t('create.title')}
        required
        maxLength={200}
        autoComplete="off"
        data-autofocus
        {...field('title')}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          label={t('create.severity')}
          options={FILTER_SEVERITIES.map((value) => ({ value, label: t(`create.severities.${value}`) }))}
          {...field('severity')}
        />
        <SelectField
          label={t('create.service')}
          isOptional
          options={[
            { value: '', label: t('create.noService') },
            ...ownServices(data?.services ?? [], scope).map(({ id, name }) => ({ value: id, label: name })),
          ]}
          {...field('serviceId')}
        />
      </div>
      <TextAreaField
        label={t('create.known')}
        isOptional
        maxLength={4000}
        help={t('create.knownHelp')}
        {...field('description')}
      />
      <ErrorLine>{message}</ErrorLine>
      <FormFoot isBusy={isBusy || isOpened} onCancel={onCancel}>
        {t('create.submit')}
      </FormFoot>
    </form>
  )
}

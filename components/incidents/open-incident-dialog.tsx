'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState, type SubmitEvent } from 'react'
import { faultOf, remainingMessage } from '#components/shell/api-problem.ts'
import { formText } from '#components/shell/form-text.ts'
import { hrefWithScope } from '#components/shell/scopes.ts'
import { servicesQuery } from '#components/tenancy/api/services-query.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorLine, TextAreaField, TextField } from '#components/ui/field.tsx'
import { SelectField } from '#components/ui/select-field.tsx'
import type { OpenIncidentInput } from '#lib/modules/incidents/schemas.ts'
import type { ServiceView } from '#lib/modules/tenancy/schemas.ts'
import { openIncident } from './api/open-incident.ts'
import { FILTER_SEVERITIES } from './incident-filter.ts'

const FIELDS = ['title', 'severity', 'serviceId', 'description']

/** What each severity asks of people. */
const SEVERITIES = FILTER_SEVERITIES.map((value) => ({
  value,
  label: { P0: 'P0, everybody now', P1: 'P1, now', P2: 'P2, today', P3: 'P3, when there is time' }[value],
}))

/** A button that opens an incident by hand, and leads to it. Only a platform or a tenant can have one. */
export function OpenIncident({ scope }: { scope: string }) {
  const [isOpen, setIsOpen] = useState(false)
  const reason =
    scope === 'operator'
      ? 'An incident belongs to a platform or a tenant: choose one as the scope.'
      : undefined
  return (
    <>
      <Button icon="plus" disabledReason={reason} onClick={() => setIsOpen(true)}>
        Open an incident
      </Button>
      <Dialog isOpen={isOpen} onClose={() => setIsOpen(false)} title="Open an incident">
        <OpenForm scope={scope} onCancel={() => setIsOpen(false)} />
      </Dialog>
    </>
  )
}

/** Services that belong to the scope itself: an incident of a tenant cannot be about a part that all tenants share. */
const ownServices = (services: readonly ServiceView[], scope: string): readonly ServiceView[] =>
  services.filter(({ shared, tenantId }) => (scope.startsWith('tenant:') ? !shared : tenantId === null))

function OpenForm({ scope, onCancel }: { scope: string; onCancel: () => void }) {
  const router = useRouter()
  const { data } = useQuery(servicesQuery(scope))
  const { mutate, error, isPending, isSuccess } = useMutation({
    ...openIncident(scope),
    onSuccess: ({ id }) => router.push(hrefWithScope(`/incidents/${id}`, scope)),
  })
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!isPending && !isSuccess) mutate(readForm(event.currentTarget))
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <p className="text-fg-2">
        Whoever is on call for this scope is paged at once, in the order of its policy.
      </p>
      <TextField
        label="What is wrong"
        name="title"
        required
        maxLength={200}
        autoComplete="off"
        data-autofocus
        error={faultOf(error, 'title')}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          label="Severity"
          name="severity"
          defaultValue="P2"
          options={SEVERITIES}
          error={faultOf(error, 'severity')}
        />
        <SelectField
          label="Service"
          name="serviceId"
          isOptional
          defaultValue=""
          options={[
            { value: '', label: 'None in particular' },
            ...ownServices(data?.services ?? [], scope).map(({ id, name }) => ({ value: id, label: name })),
          ]}
          error={faultOf(error, 'serviceId')}
        />
      </div>
      <TextAreaField
        label="What is known"
        name="description"
        isOptional
        maxLength={4000}
        help="Becomes the first comment of the timeline."
        error={faultOf(error, 'description')}
      />
      <ErrorLine>{remainingMessage(error, FIELDS)}</ErrorLine>
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" kind="ink" isBusy={isPending || isSuccess}>
          Open incident
        </Button>
      </div>
    </form>
  )
}

function readForm(form: HTMLFormElement): OpenIncidentInput {
  const serviceId = formText(form, 'serviceId')
  const description = formText(form, 'description').trim()
  return {
    title: formText(form, 'title'),
    severity: FILTER_SEVERITIES.find((value) => value === formText(form, 'severity')) ?? 'P2',
    ...(serviceId === '' ? {} : { serviceId }),
    ...(description === '' ? {} : { description }),
  }
}

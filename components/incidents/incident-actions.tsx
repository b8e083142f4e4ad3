'use client'
import { useMutation } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { faultOf, remainingMessage } from '#components/shell/api-problem.ts'
import { formText } from '#components/shell/form-text.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorLine, TextAreaField } from '#components/ui/field.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { IncidentDetail } from '#lib/modules/incidents/schemas.ts'
import { acknowledgeIncident } from './api/acknowledge-incident.ts'
import { resolveIncident } from './api/resolve-incident.ts'

/** What the reader may do with an incident. */
export interface IncidentRights {
  readonly acknowledge: boolean
  readonly resolve: boolean
  readonly comment: boolean
}

/** Properties of `IncidentActions`. */
export interface IncidentActionsProps {
  readonly scope: string
  readonly incident: IncidentDetail
  readonly may: IncidentRights
}

/** Acknowledge and resolve. The one that comes next is the main action. */
export function IncidentActions({ scope, incident, may }: IncidentActionsProps) {
  if (incident.state === 'resolved' || (!may.acknowledge && !may.resolve)) return null
  return (
    <>
      {may.resolve ? <Resolve scope={scope} incident={incident} /> : null}
      {may.acknowledge && incident.state === 'open' ? (
        <Acknowledge scope={scope} incident={incident} />
      ) : null}
    </>
  )
}

function Acknowledge({ scope, incident }: { scope: string; incident: IncidentDetail }) {
  const show = useToast()
  const { mutate, isPending } = useMutation({
    ...acknowledgeIncident(scope),
    onSuccess: ({ changed, acknowledgedByName }) =>
      show(
        changed
          ? { text: `You have ${incident.code}. Nobody else is paged.` }
          : { text: `${acknowledgedByName ?? 'Somebody'} was first and has ${incident.code}.` },
      ),
    onError: (problem) => show({ text: `Not acknowledged: ${problem.message}`, tone: 'failed' }),
  })
  return (
    <Button kind="ink" isBusy={isPending} onClick={() => mutate({ incidentId: incident.id })}>
      Acknowledge
    </Button>
  )
}

function Resolve({ scope, incident }: { scope: string; incident: IncidentDetail }) {
  const [isOpen, setIsOpen] = useState(false)
  const firing = incident.alerts.filter(({ state }) => state === 'firing').length
  return (
    <>
      <Button kind={incident.state === 'open' ? 'default' : 'ink'} onClick={() => setIsOpen(true)}>
        Resolve
      </Button>
      <Dialog isOpen={isOpen} onClose={() => setIsOpen(false)} title={`Resolve ${incident.code}?`}>
        <p className="mb-4 text-fg-2">
          It is closed for good: what comes after it opens a new one. Whoever was paged is told.
          {firing === 0 ? null : ` ${firing} of its alerts still ${firing === 1 ? 'fires' : 'fire'}.`}
        </p>
        <ResolveForm scope={scope} incidentId={incident.id} onDone={() => setIsOpen(false)} />
      </Dialog>
    </>
  )
}

function ResolveForm({
  scope,
  incidentId,
  onDone,
}: {
  scope: string
  incidentId: string
  onDone: () => void
}) {
  const { mutate, error, isPending } = useMutation({ ...resolveIncident(scope), onSuccess: onDone })
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const note = formText(event.currentTarget, 'note').trim()
    if (!isPending) mutate({ incidentId, ...(note === '' ? {} : { note }) })
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <TextAreaField
        label="Note"
        name="note"
        isOptional
        maxLength={4000}
        help="What it was and what helped. It stands in the timeline."
        error={faultOf(error, 'note')}
      />
      <ErrorLine>{remainingMessage(error, ['note'])}</ErrorLine>
      <div className="flex justify-end gap-2">
        <Button data-autofocus onClick={onDone}>
          Cancel
        </Button>
        <Button type="submit" kind="ink" isBusy={isPending}>
          Resolve incident
        </Button>
      </div>
    </form>
  )
}

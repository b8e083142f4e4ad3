'use client'
import { useMutation } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { IncidentDetail } from '#lib/modules/incidents/schemas.ts'
import { acknowledgeIncident } from './api/acknowledge-incident.ts'

const ResolveForm = lazy(async () => ({ default: (await import('./resolve-form.tsx')).ResolveForm }))

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
        <Suspense fallback={<Skeleton waitsFor="Waiting for the form" />}>
          <ResolveForm scope={scope} incidentId={incident.id} onDone={() => setIsOpen(false)} />
        </Suspense>
      </Dialog>
    </>
  )
}

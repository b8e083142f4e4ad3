'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { fetched } from '#components/forms/fetched.tsx'
import { FormSlot } from '#components/forms/form-slot.tsx'
import { useCommand } from '#components/shell/shell-commands.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog, Dialog } from '#components/ui/dialog.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { IncidentDetail } from '#lib/modules/incidents/schemas.ts'
import { acknowledgeIncident } from './api/acknowledge-incident.ts'
import { ACT_WORDS } from './incident-act-words.ts'

const ResolveForm = fetched(async () => (await import('./resolve-form.tsx')).ResolveForm)

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

/** What is urgent is acknowledged by a single key only after a question: the key may have been meant for something else. */
const isUrgent = ({ severity }: IncidentDetail): boolean => severity === 'P0' || severity === 'P1'

function Acknowledge({ scope, incident }: { scope: string; incident: IncidentDetail }) {
  const show = useToast()
  const [isAsked, setIsAsked] = useState(false)
  const { mutate, isPending } = useMutation({
    ...acknowledgeIncident(scope),
    onSuccess: ({ changed, acknowledgedByName }) =>
      show(
        changed
          ? { text: `You have ${incident.code}. Nobody else is paged.` }
          : { text: `${acknowledgedByName ?? 'Somebody'} was first and has ${incident.code}.` },
      ),
    onError: (problem) => show({ text: `Not acknowledged: ${problem.message}`, tone: 'failed' }),
    onSettled: () => setIsAsked(false),
  })
  const acknowledge = () => mutate({ incidentId: incident.id })
  useCommand('acknowledge', () => {
    if (isUrgent(incident)) setIsAsked(true)
    else if (!isPending) acknowledge()
  })
  return (
    <>
      <Button kind="ink" isBusy={isPending} onClick={acknowledge}>
        Acknowledge
      </Button>
      <ConfirmDialog
        isOpen={isAsked}
        onClose={() => setIsAsked(false)}
        title={`Acknowledge ${incident.code}?`}
        confirmLabel={ACT_WORDS.acknowledge.verb}
        isDangerous={false}
        isBusy={isPending}
        onConfirm={acknowledge}
      >
        It is {incident.severity}. You have it then: paging stops and whoever was paged is told. This cannot
        be taken back, because people were told.
      </ConfirmDialog>
    </>
  )
}

function Resolve({ scope, incident }: { scope: string; incident: IncidentDetail }) {
  const [isOpen, setIsOpen] = useState(false)
  useCommand('resolve', () => setIsOpen(true))
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
        <FormSlot>
          <ResolveForm scope={scope} incidentId={incident.id} onDone={() => setIsOpen(false)} />
        </FormSlot>
      </Dialog>
    </>
  )
}

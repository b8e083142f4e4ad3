'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { fetched } from '#components/ui/fetched.tsx'
import { FormSlot } from '#components/forms/form-slot.tsx'
import { useText } from '#components/language/use-text.ts'
import { useShownKey } from '#components/shell/kept-preference.ts'
import { useCommand } from '#components/shell/shell-commands.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog, Dialog } from '#components/ui/dialog.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { IncidentDetail } from '#lib/modules/incidents/schemas.ts'
import { acknowledgeIncident } from './api/acknowledge-incident.ts'
import { Escalate } from './escalate.tsx'

const ResolveForm = fetched(async () => (await import('./resolve-form.tsx')).ResolveForm)

/** What the reader may do with an incident. */
export interface IncidentRights {
  readonly acknowledge: boolean
  readonly resolve: boolean
  readonly comment: boolean
  readonly escalate: boolean
}

/** Properties of `IncidentActions`. */
export interface IncidentActionsProps {
  readonly scope: string
  readonly incident: IncidentDetail
  readonly may: IncidentRights
}

/** What can be done with an incident. The one that comes next is the main action. */
export function IncidentActions({ scope, incident, may }: IncidentActionsProps) {
  const update = may.comment ? <PostUpdate /> : null
  if (incident.state === 'resolved') return update
  return (
    <>
      {update}
      {may.escalate ? <Escalate scope={scope} incident={incident} /> : null}
      {may.resolve ? <Resolve scope={scope} incident={incident} /> : null}
      {may.acknowledge && incident.state === 'open' ? (
        <Acknowledge scope={scope} incident={incident} />
      ) : null}
    </>
  )
}

/** Leads to the form above the timeline, which is in sight anyway. */
function PostUpdate() {
  const t = useText('incidents')
  const key = useShownKey('U')
  const write = () => document.querySelector<HTMLElement>('#timeline [data-update]')?.focus()
  useCommand('update', write)
  return (
    <Button shortcut={key} onClick={write}>
      {t('act.update.verb')}
    </Button>
  )
}

/** What is urgent is acknowledged by a single key only after a question: the key may have been meant for something else. */
const isUrgent = ({ severity }: IncidentDetail): boolean => severity === 'P0' || severity === 'P1'

function Acknowledge({ scope, incident }: { scope: string; incident: IncidentDetail }) {
  const t = useText('incidents')
  const { code } = incident
  const key = useShownKey('A')
  const show = useToast()
  const [isAsked, setIsAsked] = useState(false)
  const { mutate, isPending } = useMutation({
    ...acknowledgeIncident(scope),
    onSuccess: ({ changed, acknowledgedByName }) =>
      show(
        changed
          ? { text: t('act.acknowledge.mine', { code }) }
          : { text: t('act.acknowledge.other', { name: acknowledgedByName ?? t('somebody'), code }) },
      ),
    onError: (problem) =>
      show({ text: t('act.acknowledge.failed', { why: problem.message }), tone: 'failed' }),
    onSettled: () => setIsAsked(false),
  })
  const acknowledge = () => mutate({ incidentId: incident.id })
  useCommand('acknowledge', () => {
    if (isUrgent(incident)) setIsAsked(true)
    else if (!isPending) acknowledge()
  })
  return (
    <>
      {/* On a phone it is within reach of the thumb, above the bar, wherever the page was scrolled to. */}
      <div
        data-pinned
        className="sm:contents max-sm:fixed max-sm:inset-x-0 max-sm:bottom-[calc(58px+env(safe-area-inset-bottom))] max-sm:z-10 max-sm:grid max-sm:h-[60px] max-sm:border-t max-sm:border-line-strong max-sm:bg-panel max-sm:px-(--bw-gutter) max-sm:py-2"
      >
        <Button kind="ink" isBusy={isPending} shortcut={key} onClick={acknowledge}>
          {t('act.acknowledge.verb')}
        </Button>
      </div>
      <ConfirmDialog
        isOpen={isAsked}
        onClose={() => setIsAsked(false)}
        title={t('act.acknowledge.askOne', { code })}
        confirmLabel={t('act.acknowledge.verb')}
        isDangerous={false}
        isBusy={isPending}
        onConfirm={acknowledge}
      >
        {t('act.acknowledge.effectOne', { severity: incident.severity })}
      </ConfirmDialog>
    </>
  )
}

function Resolve({ scope, incident }: { scope: string; incident: IncidentDetail }) {
  const t = useText('incidents')
  const [isOpen, setIsOpen] = useState(false)
  const key = useShownKey('R')
  useCommand('resolve', () => setIsOpen(true))
  const firing = incident.alerts.filter(({ state }) => state === 'firing').length
  return (
    <>
      <Button
        kind={incident.state === 'open' ? 'default' : 'ink'}
        shortcut={key}
        onClick={() => setIsOpen(true)}
      >
        {t('act.resolve.verb')}
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={t('act.resolve.askOne', { code: incident.code })}
      >
        <p className="mb-4 text-fg-2">{t('act.resolve.effectOne', { firing })}</p>
        <FormSlot>
          <ResolveForm scope={scope} incidentId={incident.id} onDone={() => setIsOpen(false)} />
        </FormSlot>
      </Dialog>
    </>
  )
}

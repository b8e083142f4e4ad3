'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useText } from '#components/language/use-text.ts'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/dialog.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { ActOnIncidentsOutput } from '#lib/modules/incidents/schemas.ts'
import { actOnIncidents } from './api/act-on-incidents.ts'
import { actAnswer, inBatches, type AskedAct } from './incident-act-words.ts'

/** Properties of `IncidentActDialog`. */
export interface IncidentActDialogProps {
  readonly scope: string
  /** What is asked for; null while nothing is. */
  readonly asked: AskedAct | null
  /** The code of an incident that this page shows. */
  readonly codeOf: (incidentId: string) => string
  readonly onClose: () => void
  /** Called once something was done. */
  readonly onDone: () => void
}

/** Asks before several incidents are acted on, and says what became of each. */
export function IncidentActDialog({ scope, asked, codeOf, onClose, onDone }: IncidentActDialogProps) {
  const t = useText('incidents')
  const show = useToast()
  const { mutateAsync } = useMutation(actOnIncidents(scope))
  const [answered, setAnswered] = useState<ActOnIncidentsOutput['answers'] | null>(null)
  const [failure, setFailure] = useState<string>()
  const [sent, setSent] = useState<number | null>(null)
  if (asked === null) return null
  const close = () => {
    setAnswered(null)
    setFailure(undefined)
    onClose()
  }
  const run = async () => {
    const answers: ActOnIncidentsOutput['answers'] = []
    try {
      for (const incidentIds of inBatches(asked.incidentIds)) {
        setSent(answers.length)
        answers.push(...(await mutateAsync({ act: asked.act, incidentIds })).answers)
      }
    } catch (error) {
      setFailure(error instanceof Error ? error.message : t('act.noAnswer'))
    }
    setSent(null)
    if (answers.length > 0) onDone()
    const refused = answers.filter(({ outcome }) => outcome === 'refused')
    if (answers.length < asked.incidentIds.length || refused.length > 0) {
      setAnswered(answers)
      return
    }
    show({ text: actAnswer(t, asked.act, answers) })
    close()
  }
  return (
    <ConfirmDialog
      isOpen
      onClose={close}
      title={t(`act.${asked.act}.ask`, { count: asked.incidentIds.length })}
      confirmLabel={t(`act.${asked.act}.verb`)}
      isDangerous={asked.act === 'resolve'}
      isBusy={sent !== null}
      error={failure}
      onConfirm={() => {
        run().catch(() => {}) // said in the dialog
      }}
    >
      {answered === null ? (
        <p>{t(`act.${asked.act}.effect`)}</p>
      ) : (
        <Answers asked={asked} answers={answered} codeOf={codeOf} />
      )}
      {sent === null || sent === 0 ? null : (
        <p role="status">{t('act.soFar', { sent, all: asked.incidentIds.length })}</p>
      )}
    </ConfirmDialog>
  )
}

function Answers({
  asked,
  answers,
  codeOf,
}: {
  asked: AskedAct
  answers: ActOnIncidentsOutput['answers']
  codeOf: (incidentId: string) => string
}) {
  const t = useText('incidents')
  const refused = answers.filter(({ outcome }) => outcome === 'refused')
  return (
    <div role="status">
      <p>{actAnswer(t, asked.act, answers)}</p>
      <ul className="mt-2 max-h-60 divide-y divide-line overflow-y-auto border-y border-line text-small">
        {refused.map(({ incidentId, why }) => (
          <li key={incidentId} className="py-1">
            <span className="font-mono">{codeOf(incidentId)}</span>: {why}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The buttons of what may be done to the chosen incidents. */
export function IncidentActButtons({
  may,
  onAsk,
}: {
  may: { readonly acknowledge: boolean; readonly resolve: boolean }
  onAsk: (act: AskedAct['act']) => void
}) {
  const t = useText('incidents')
  return (
    <>
      {may.acknowledge ? (
        <Button size="small" kind="ink" onClick={() => onAsk('acknowledge')}>
          {t('act.acknowledge.verb')}
        </Button>
      ) : null}
      {may.resolve ? (
        <Button size="small" onClick={() => onAsk('resolve')}>
          {t('act.resolve.verb')}
        </Button>
      ) : null}
    </>
  )
}

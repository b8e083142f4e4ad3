'use client'
import { useState } from 'react'
import { FormSlot } from '#components/forms/form-slot.tsx'
import { useText } from '#components/language/use-text.ts'
import { useShownKey } from '#components/shell/kept-preference.ts'
import { useCommand } from '#components/shell/shell-commands.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { fetched } from '#components/ui/fetched.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { nextStep } from '#lib/modules/incidents/domain/hand-step.ts'
import type { IncidentDetail, LadderView } from '#lib/modules/incidents/schemas.ts'

const EscalateForm = fetched(async () => (await import('./escalate-form.tsx')).EscalateForm)

/** Calls the next step of the escalation; not there once every step was called. */
export function Escalate({ scope, incident }: { scope: string; incident: IncidentDetail }) {
  const t = useText('incidents')
  const show = useToast()
  const key = useShownKey('E')
  const { code } = incident
  const next = nextStep(incident.ladder)
  // The step that the question names is the one that is called, whatever the clock calls meanwhile.
  const [asked, setAsked] = useState<LadderView | null>(null)
  const ask = next === undefined ? null : () => setAsked(next)
  useCommand('escalate', ask)
  const names = (asked?.members ?? []).map(({ name }) => name)
  const who = names.join(', ')
  const step = (asked?.step ?? 0) + 1
  const said = (isNew: boolean) =>
    isNew
      ? t('act.escalate.done', { count: names.length, who, step, code })
      : t('act.escalate.same', { step, code })
  return (
    <>
      {ask === null ? null : (
        <Button shortcut={key} onClick={ask}>
          {t('act.escalate.verb')}
        </Button>
      )}
      <Dialog
        isOpen={asked !== null}
        onClose={() => setAsked(null)}
        title={t('act.escalate.ask', { code, step })}
      >
        <p className="mb-2 text-fg-2">{t('act.escalate.effect', { who, count: names.length })}</p>
        <p className="mb-4 text-fg-2">
          {t(incident.state === 'open' ? 'act.escalate.effectOpen' : 'act.escalate.effectTaken')}
        </p>
        <FormSlot>
          {asked === null ? null : (
            <EscalateForm
              scope={scope}
              incidentId={incident.id}
              step={asked.step}
              onCancel={() => setAsked(null)}
              onDone={({ changed }) => {
                show({ text: said(changed) })
                setAsked(null)
              }}
            />
          )}
        </FormSlot>
      </Dialog>
    </>
  )
}

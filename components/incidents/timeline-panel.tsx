'use client'
import { useMutation } from '@tanstack/react-query'
import type { SubmitEvent } from 'react'
import { put } from '#components/language/put.ts'
import { useText, type Text } from '#components/language/use-text.ts'
import { faultOf, remainingMessage } from '#components/shell/api-problem.ts'
import { formText } from '#components/shell/form-text.ts'
import { Button } from '#components/ui/button.tsx'
import { ErrorLine, TextAreaField } from '#components/ui/field.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Timeline, type TimelineEntry } from '#components/ui/timeline.tsx'
import { ZoneName } from '#components/ui/time.tsx'
import { letGo } from '#components/ui/unsaved-forms.ts'
import type { IncidentDetail, TimelineView } from '#lib/modules/incidents/schemas.ts'
import { commentIncident } from './api/comment-incident.ts'

const MARKS: Readonly<Record<string, TimelineEntry['mark']>> = {
  opened: { state: 'degraded' },
  paged: { icon: 'bell' },
  acknowledged: { state: 'healthy' },
  resolved: { state: 'healthy' },
  comment: { icon: 'person' },
  alert_joined: { icon: 'plus' },
  alert_recovered: { icon: 'tick' },
}

/** The first word carries the act; a comment begins with who wrote it. */
function toEntry(t: Text<'incidents'>, entry: TimelineView): TimelineEntry {
  const { id, at, kind, actorKind, actorName, text } = entry
  const mark = MARKS[kind] ?? { icon: 'page' }
  if (kind === 'comment') return { id, at, mark, subject: actorName, act: text }
  const end = text.indexOf(' ')
  return {
    id,
    at,
    mark,
    subject: end < 0 ? text : text.slice(0, end),
    act: end < 0 ? undefined : text.slice(end + 1),
    // Which job of ours it was is for the audit chain; here it is a name for whoever looks for it.
    evidence: (
      <span className="text-fg-3" title={actorName}>
        {actorKind === 'job' ? t('timeline.itself') : actorName}
      </span>
    ),
  }
}

/** Properties of `TimelinePanel`. */
export interface TimelinePanelProps {
  readonly scope: string
  readonly incident: IncidentDetail
  readonly mayComment: boolean
}

/** What happened, newest first, and a place to add to it. */
export function TimelinePanel({ scope, incident, mayComment }: TimelinePanelProps) {
  const t = useText('incidents')
  const { timeline } = incident
  return (
    <section id="timeline">
      <Panel
        title={t('timeline.title')}
        count={t('timeline.count', { count: timeline.length })}
        meta={
          <>
            <span>{t.rich('timesIn', { zone: put(<ZoneName />) })}</span>
            <span>{t('order.newest')}</span>
          </>
        }
        isFlush
      >
        {mayComment ? <CommentForm scope={scope} incidentId={incident.id} /> : null}
        <Timeline entries={timeline.map((entry) => toEntry(t, entry))} />
      </Panel>
    </section>
  )
}

/** One field, always in sight: it is checked by the server alone, and costs the page no script of its own. */
function CommentForm({ scope, incidentId }: { scope: string; incidentId: string }) {
  const t = useText('incidents')
  const { mutate, error, isPending } = useMutation(commentIncident(scope))
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const blank = () => {
      form.reset()
      letGo()
    }
    if (!isPending) mutate({ incidentId, text: formText(form, 'text') }, { onSuccess: blank })
  }
  return (
    <form onSubmit={submit} data-guarded className="flex flex-col gap-2 border-b border-line px-3.5 py-3">
      <div className="flex flex-wrap items-end gap-2">
        <div className="min-w-0 grow basis-60">
          <TextAreaField
            label={t('timeline.comment')}
            required
            rows={1}
            maxLength={4000}
            className="field-sizing-content max-h-60 min-h-(--bw-control)"
            name="text"
            error={faultOf(error, 'text')}
          />
        </div>
        <Button type="submit" isBusy={isPending}>
          {t('timeline.add')}
        </Button>
      </div>
      <ErrorLine>{remainingMessage(error, ['text'])}</ErrorLine>
    </form>
  )
}

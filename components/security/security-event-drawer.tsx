'use client'
import { useState } from 'react'
import { actorKindWords } from '#components/audit/actor-words.ts'
import { useText } from '#components/language/use-text.ts'
import { Drawer, DrawerSection } from '#components/ui/dialog.tsx'
import { KeyValueList } from '#components/ui/key-value.tsx'
import { FullMoment } from '#components/ui/time.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { SecurityEventView } from '#lib/modules/security/schemas.ts'
import { kindWords, reasonWords, whoWords } from './security-words.ts'

/** Properties of `SecurityEventDrawer`. */
export interface SecurityEventDrawerProps {
  /** Id of the event; null keeps the drawer closed. */
  readonly opened: string | null
  /** The events in view. */
  readonly events: readonly SecurityEventView[]
  readonly onClose: () => void
}

/** Everything that one security event records, with its reason first. */
export function SecurityEventDrawer({ opened, events, onClose }: SecurityEventDrawerProps) {
  const t = useText('security')
  const isOpen = opened !== null
  const [seen, setSeen] = useState<SecurityEventView | null>(null)
  const found = events.find(({ id }) => id === opened)
  if (found !== undefined && found !== seen) setSeen(found)
  // New events push old ones out of the list; the one that somebody reads stays with them.
  const event = found ?? (seen?.id === opened ? seen : null)
  return (
    <Drawer
      isOpen={isOpen}
      onClose={onClose}
      title={t('event.title')}
      head={<p className="font-medium">{event === null ? '' : kindWords(t, event.kind)}</p>}
    >
      {event === null && isOpen ? (
        <div className="p-4">
          <EmptyState title={t('event.away')}>{t('event.awayText')}</EmptyState>
        </div>
      ) : null}
      {event === null ? null : <Event event={event} />}
    </Drawer>
  )
}

function Event({ event }: { event: SecurityEventView }) {
  const t = useText('security')
  const actors = useText('actors')
  const details = Object.entries(event.details).filter(([name]) => name !== 'reason')
  return (
    <>
      <DrawerSection title={t('event.reason')} meta={event.kind}>
        <p className="wrap-anywhere text-fg-2">{reasonWords(t, event)}</p>
      </DrawerSection>
      <DrawerSection title={t('event.often')} meta={t('event.times', { count: event.count })}>
        <KeyValueList
          isLoose
          facts={[
            { label: t('event.first'), value: <FullMoment at={event.at} /> },
            { label: t('event.last'), value: <FullMoment at={event.lastAt} /> },
          ]}
        />
      </DrawerSection>
      <DrawerSection title={t('event.who')}>
        <KeyValueList
          isLoose
          facts={[
            { label: t('column.member'), value: event.memberName ?? whoWords(t, event) },
            { label: t('event.as'), value: actorKindWords(actors, event.actorKind) },
            {
              label: t('event.addresses'),
              value: event.addresses.length === 0 ? t('here') : event.addresses.join(', '),
            },
            {
              label: t('event.program'),
              value: <span className="wrap-anywhere">{event.userAgent ?? t('event.noProgram')}</span>,
            },
            { label: t('event.scope'), value: <span className="wrap-anywhere">{event.scope}</span> },
            {
              label: t('event.request'),
              value: <code className="font-mono text-small wrap-anywhere">{event.requestId}</code>,
            },
          ]}
        />
      </DrawerSection>
      {details.length === 0 ? null : (
        <DrawerSection title={t('column.details')}>
          <KeyValueList
            isLoose
            facts={details.map(([label, value]) => ({
              label,
              value: <span className="wrap-anywhere">{String(value)}</span>,
            }))}
          />
        </DrawerSection>
      )}
    </>
  )
}

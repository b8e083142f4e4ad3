'use client'
import { Drawer, DrawerSection } from '#components/ui/dialog.tsx'
import { KeyValueList } from '#components/ui/key-value.tsx'
import { FullMoment } from '#components/ui/time.tsx'
import { kindWords } from '#lib/modules/security/domain/kinds.ts'
import type { SecurityEventView } from '#lib/modules/security/schemas.ts'
import { reasonWords } from './security-words.ts'

/** Properties of `SecurityEventDrawer`. */
export interface SecurityEventDrawerProps {
  /** Null keeps the drawer closed. */
  readonly event: SecurityEventView | null
  readonly onClose: () => void
}

/** Everything that one security event records, with its reason first. */
export function SecurityEventDrawer({ event, onClose }: SecurityEventDrawerProps) {
  return (
    <Drawer
      isOpen={event !== null}
      onClose={onClose}
      title="Security event"
      head={<p className="font-medium">{event === null ? '' : kindWords(event.kind)}</p>}
    >
      {event === null ? null : <Event event={event} />}
    </Drawer>
  )
}

function Event({ event }: { event: SecurityEventView }) {
  const details = Object.entries(event.details).filter(([name]) => name !== 'reason')
  return (
    <>
      <DrawerSection title="Reason" meta={event.kind}>
        <p className="wrap-anywhere text-fg-2">{reasonWords(event)}</p>
      </DrawerSection>
      <DrawerSection title="How often" meta={event.count === 1 ? 'once' : `${event.count} times`}>
        <KeyValueList
          isLoose
          facts={[
            { label: 'First', value: <FullMoment at={event.at} /> },
            { label: 'Last', value: <FullMoment at={event.lastAt} /> },
          ]}
        />
      </DrawerSection>
      <DrawerSection title="Who and from where">
        <KeyValueList
          isLoose
          facts={[
            { label: 'Member', value: memberOf(event) },
            { label: 'As', value: event.actorKind.replaceAll('_', ' ') },
            {
              label: 'Addresses',
              value: event.addresses.length === 0 ? 'this installation' : event.addresses.join(', '),
            },
            {
              label: 'Program',
              value: <span className="wrap-anywhere">{event.userAgent ?? 'did not say'}</span>,
            },
            { label: 'Scope', value: <span className="wrap-anywhere">{event.scope}</span> },
            {
              label: 'First request',
              value: <code className="font-mono text-small wrap-anywhere">{event.requestId}</code>,
            },
          ]}
        />
      </DrawerSection>
      {details.length === 0 ? null : (
        <DrawerSection title="Details">
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

const memberOf = ({ memberId, memberName }: SecurityEventView): string =>
  memberName ?? (memberId === null ? 'nobody known' : 'out of view')

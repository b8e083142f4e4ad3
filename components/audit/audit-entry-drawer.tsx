'use client'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { Drawer, DrawerSection } from '#components/ui/dialog.tsx'
import { KeyValueList } from '#components/ui/key-value.tsx'
import { FullMoment } from '#components/ui/time.tsx'
import type { AuditEntryView } from '#lib/modules/audit/schemas.ts'
import { actorWords, detailText } from './audit-words.ts'

/** Properties of `AuditEntryDrawer`. */
export interface AuditEntryDrawerProps {
  /** Null keeps the drawer closed. */
  readonly entry: AuditEntryView | null
  readonly onClose: () => void
}

/** Everything that one entry records. */
export function AuditEntryDrawer({ entry, onClose }: AuditEntryDrawerProps) {
  return (
    <Drawer
      isOpen={entry !== null}
      onClose={onClose}
      title="Audit entry"
      head={<p className="font-mono font-medium">{entry?.action}</p>}
    >
      {entry === null ? null : <Entry entry={entry} />}
    </Drawer>
  )
}

function Entry({ entry }: { entry: AuditEntryView }) {
  const details = Object.entries(entry.details ?? {})
  return (
    <>
      <DrawerSection title="What happened">
        <KeyValueList
          isLoose
          facts={[
            { label: 'Who', value: actorWords(entry) },
            { label: 'As', value: entry.actorKind.replaceAll('_', ' ') },
            { label: 'When', value: <FullMoment at={entry.at} /> },
            { label: 'To what', value: `${entry.targetKind.replaceAll('_', ' ')} ${entry.targetName ?? ''}` },
            { label: 'Its id', value: <code className="font-mono text-small">{entry.targetId}</code> },
            { label: 'From', value: entry.ip ?? 'this installation' },
          ]}
        />
      </DrawerSection>
      <DrawerSection title="Details">
        {details.length === 0 ? (
          <p className="text-small text-fg-3">The entry records nothing further.</p>
        ) : (
          <KeyValueList
            isLoose
            facts={details.map(([label, value]) => ({
              label,
              value: <span className="wrap-anywhere">{detailText(value)}</span>,
            }))}
          />
        )}
      </DrawerSection>
      <DrawerSection title="Place in the chain" meta={`entry ${entry.seq}`}>
        <div className="flex flex-col gap-3">
          <KeyValueList
            isLoose
            facts={[
              {
                label: 'Chain',
                value: <code className="font-mono text-small wrap-anywhere">{entry.chain}</code>,
              },
              {
                label: 'Request',
                value: <code className="font-mono text-small wrap-anywhere">{entry.requestId}</code>,
              },
            ]}
          />
          <CodeBlock caption="Hash" code={entry.hash} />
        </div>
      </DrawerSection>
    </>
  )
}

'use client'
import { useQuery } from '@tanstack/react-query'
import { QueryView } from '#components/shell/query-view.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { Drawer, DrawerSection } from '#components/ui/dialog.tsx'
import { KeyValueList } from '#components/ui/key-value.tsx'
import { Note } from '#components/ui/note.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { FullMoment } from '#components/ui/time.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { AuditEntryView } from '#lib/modules/audit/schemas.ts'
import { auditEntryQuery } from './api/audit-entry-query.ts'
import { splitDetails, type ChangedField } from './audit-difference.ts'
import { auditHref, type AuditFilter, type EntryRef } from './audit-filter.ts'
import { actorWords, detailText } from './audit-words.ts'

/** Properties of `AuditEntryDrawer`. */
export interface AuditEntryDrawerProps {
  readonly scope: string
  /** Null keeps the drawer closed. */
  readonly opened: EntryRef | null
  /** The entry when the list has it already. */
  readonly known: AuditEntryView | null
  readonly onClose: () => void
}

/** Everything that one entry records; its address can be passed on. */
export function AuditEntryDrawer({ scope, opened, known, onClose }: AuditEntryDrawerProps) {
  return (
    <Drawer
      isOpen={opened !== null}
      onClose={onClose}
      title="Audit entry"
      head={known === null ? null : <p className="font-mono font-medium">{known.action}</p>}
    >
      {known === null ? null : <Entry entry={known} scope={scope} />}
      {known === null && opened !== null ? <FetchedEntry scope={scope} entry={opened} /> : null}
    </Drawer>
  )
}

function FetchedEntry({ scope, entry: ref }: { scope: string; entry: EntryRef }) {
  const query = useQuery(auditEntryQuery(scope, ref))
  return (
    <QueryView query={query} what="The entry">
      {({ entries: [entry] }) =>
        entry === undefined ? (
          <div className="p-5">
            <EmptyState title="No such entry">This scope has no entry with this number.</EmptyState>
          </div>
        ) : (
          <Entry entry={entry} scope={scope} />
        )
      }
    </QueryView>
  )
}

const code = (text: string) => <code className="font-mono text-small wrap-anywhere">{text}</code>

function Entry({ entry, scope }: { entry: AuditEntryView; scope: string }) {
  const narrowed = (filter: AuditFilter, label: string) => (
    <TextLink href={auditHref(scope, filter)}>{label}</TextLink>
  )
  return (
    <>
      <DrawerSection title="What happened">
        <KeyValueList
          isLoose
          facts={[
            { label: 'What', value: code(entry.action) },
            { label: 'Who', value: narrowed({ actor: entry.actorId }, actorWords(entry)) },
            { label: 'As', value: entry.actorKind.replaceAll('_', ' ') },
            { label: 'When', value: <FullMoment at={entry.at} /> },
            { label: 'To what', value: `${entry.targetKind.replaceAll('_', ' ')} ${entry.targetName ?? ''}` },
            { label: 'Its id', value: narrowed({ targetId: entry.targetId }, entry.targetId) },
            {
              label: 'From',
              value: entry.ip === null ? 'this installation' : narrowed({ address: entry.ip }, entry.ip),
            },
            { label: 'Request', value: narrowed({ requestId: entry.requestId }, entry.requestId) },
          ]}
        />
        {entry.isErased ? (
          <div className="mt-3">
            <Note state="unknown">
              A person was erased: what told about them is gone for good. The chain still holds.
            </Note>
          </div>
        ) : null}
      </DrawerSection>
      <Details details={entry.details ?? {}} />
      <DrawerSection title="Place in the chain" meta={`entry ${entry.seq}`}>
        <div className="flex flex-col gap-3">
          <KeyValueList isLoose facts={[{ label: 'Chain', value: code(entry.chain) }]} />
          <CodeBlock caption="Hash" code={entry.hash} />
        </div>
      </DrawerSection>
    </>
  )
}

function Details({ details }: { details: Readonly<Record<string, unknown>> }) {
  const { changes, rest } = splitDetails(details)
  const facts = Object.entries(rest)
  return (
    <>
      {changes.length === 0 ? null : (
        <DrawerSection title="What changed">
          <Difference changes={changes} />
        </DrawerSection>
      )}
      {changes.length > 0 && facts.length === 0 ? null : (
        <DrawerSection title="Details">
          {facts.length === 0 ? (
            <p className="text-small text-fg-3">The entry records nothing further.</p>
          ) : (
            <KeyValueList
              isLoose
              facts={facts.map(([label, value]) => ({
                label,
                value: <span className="wrap-anywhere">{detailText(value)}</span>,
              }))}
            />
          )}
        </DrawerSection>
      )}
    </>
  )
}

function Difference({ changes }: { changes: readonly ChangedField[] }) {
  return (
    <table className="w-full text-small">
      <thead className="text-left text-fg-3">
        <tr>
          <th className="pr-3 pb-1 font-normal">Field</th>
          <th className="pr-3 pb-1 font-normal">Before</th>
          <th className="pb-1 font-normal">After</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ field, before, after }) => (
          <tr key={field} className="border-t border-line align-top">
            <th scope="row" className="py-1.5 pr-3 text-left font-medium">
              {field}
            </th>
            <td className="py-1.5 pr-3 wrap-anywhere text-fg-2">
              <del className="no-underline">− {detailText(before)}</del>
            </td>
            <td className="py-1.5 wrap-anywhere">
              <ins className="no-underline">+ {detailText(after)}</ins>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

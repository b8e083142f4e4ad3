'use client'
import { useQuery } from '@tanstack/react-query'
import { useText } from '#components/language/use-text.ts'
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
import { actorKindWords, actorWords } from './actor-words.ts'
import { detailText } from './audit-words.ts'

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
  const t = useText('audit')
  return (
    <Drawer
      isOpen={opened !== null}
      onClose={onClose}
      title={t('entry.title')}
      head={known === null ? null : <p className="font-mono font-medium">{known.action}</p>}
    >
      {known === null ? null : <Entry entry={known} scope={scope} />}
      {known === null && opened !== null ? <FetchedEntry scope={scope} entry={opened} /> : null}
    </Drawer>
  )
}

function FetchedEntry({ scope, entry: ref }: { scope: string; entry: EntryRef }) {
  const t = useText('audit')
  const query = useQuery(auditEntryQuery(scope, ref))
  return (
    <QueryView query={query} what={t('entry.what')}>
      {({ entries: [entry] }) =>
        entry === undefined ? (
          <div className="p-5">
            <EmptyState title={t('entry.none')}>{t('entry.noneText')}</EmptyState>
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
  const t = useText('audit')
  const actors = useText('actors')
  const narrowed = (filter: AuditFilter, label: string) => (
    <TextLink href={auditHref(scope, filter)}>{label}</TextLink>
  )
  return (
    <>
      <DrawerSection title={t('entry.happened')}>
        <KeyValueList
          isLoose
          facts={[
            { label: t('column.what'), value: code(entry.action) },
            { label: t('column.who'), value: narrowed({ actor: entry.actorId }, actorWords(actors, entry)) },
            { label: t('entry.as'), value: actorKindWords(actors, entry.actorKind) },
            { label: t('column.when'), value: <FullMoment at={entry.at} /> },
            {
              label: t('column.target'),
              value: `${entry.targetKind.replaceAll('_', ' ')} ${entry.targetName ?? ''}`,
            },
            { label: t('entry.targetId'), value: narrowed({ targetId: entry.targetId }, entry.targetId) },
            {
              label: t('column.from'),
              value: entry.ip === null ? t('here') : narrowed({ address: entry.ip }, entry.ip),
            },
            { label: t('entry.request'), value: narrowed({ requestId: entry.requestId }, entry.requestId) },
          ]}
        />
        {entry.isErased ? (
          <div className="mt-3">
            <Note state="unknown">{t('entry.erased')}</Note>
          </div>
        ) : null}
      </DrawerSection>
      <Details details={entry.details ?? {}} />
      <DrawerSection title={t('entry.place')} meta={t('entry.number', { seq: entry.seq })}>
        <div className="flex flex-col gap-3">
          <KeyValueList isLoose facts={[{ label: t('entry.chain'), value: code(entry.chain) }]} />
          <CodeBlock caption={t('entry.hash')} code={entry.hash} />
        </div>
      </DrawerSection>
    </>
  )
}

function Details({ details }: { details: Readonly<Record<string, unknown>> }) {
  const t = useText('audit')
  const { changes, rest } = splitDetails(details)
  const facts = Object.entries(rest)
  return (
    <>
      {changes.length === 0 ? null : (
        <DrawerSection title={t('entry.changed')}>
          <Difference changes={changes} />
        </DrawerSection>
      )}
      {changes.length > 0 && facts.length === 0 ? null : (
        <DrawerSection title={t('entry.details')}>
          {facts.length === 0 ? (
            <p className="text-small text-fg-3">{t('entry.noDetails')}</p>
          ) : (
            <KeyValueList
              isLoose
              facts={facts.map(([label, value]) => ({
                label,
                value: <span className="wrap-anywhere">{detailText(t, value)}</span>,
              }))}
            />
          )}
        </DrawerSection>
      )}
    </>
  )
}

function Difference({ changes }: { changes: readonly ChangedField[] }) {
  const t = useText('audit')
  return (
    <table className="w-full text-small">
      <thead className="text-left text-fg-3">
        <tr>
          <th className="pr-3 pb-1 font-normal">{t('entry.field')}</th>
          <th className="pr-3 pb-1 font-normal">{t('entry.before')}</th>
          <th className="pb-1 font-normal">{t('entry.after')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ field, before, after }) => (
          <tr key={field} className="border-t border-line align-top">
            <th scope="row" className="py-1.5 pr-3 text-left font-medium">
              {field}
            </th>
            <td className="py-1.5 pr-3 wrap-anywhere text-fg-2">
              <del className="no-underline">− {detailText(t, before)}</del>
            </td>
            <td className="py-1.5 wrap-anywhere">
              <ins className="no-underline">+ {detailText(t, after)}</ins>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

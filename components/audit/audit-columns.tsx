import { AppLink } from '#components/ui/app-link.tsx'
import type { Column } from '#components/ui/data-table.tsx'
import { FullMoment } from '#components/ui/time.tsx'
import type { AuditEntryView } from '#lib/modules/audit/schemas.ts'
import { actorWords } from './audit-words.ts'

/** The columns of the list; `hrefOf` is the address that opens an entry. */
export const auditColumns = (
  hrefOf: (entry: AuditEntryView) => string,
): readonly Column<AuditEntryView>[] => [
  {
    id: 'action',
    head: 'What',
    cell: (entry) => (
      <AppLink
        href={hrefOf(entry)}
        scroll={false}
        aria-haspopup="dialog"
        className="opens font-mono text-small"
      >
        {entry.action}
      </AppLink>
    ),
    phone: 'start',
  },
  {
    id: 'target',
    head: 'To what',
    cell: (entry) => <span className="wrap-anywhere">{entry.targetName ?? entry.targetId}</span>,
    phone: 'below',
    className: 'sm:w-1/3 sm:whitespace-normal',
  },
  { id: 'actor', head: 'Who', cell: actorWords, phone: 'end' },
  {
    id: 'from',
    head: 'From',
    cell: (entry) => <span className="text-fg-2">{entry.ip ?? 'this installation'}</span>,
  },
  {
    id: 'at',
    head: 'When',
    isFigure: true,
    cell: (entry) => <FullMoment at={entry.at} />,
    phone: 'below-end',
  },
  {
    id: 'seq',
    head: 'Entry and hash',
    isFigure: true,
    cell: (entry) => (
      <span className="font-mono text-small text-fg-2">
        {entry.seq} <span className="text-fg-3">{entry.hash.slice(0, 8)}</span>
      </span>
    ),
  },
]

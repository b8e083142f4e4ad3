import type { Text } from '#components/language/use-text.ts'
import { AppLink } from '#components/ui/app-link.tsx'
import type { Column } from '#components/ui/data-table.tsx'
import { FullMoment } from '#components/ui/time.tsx'
import type { AuditEntryView } from '#lib/modules/audit/schemas.ts'
import { actorWords } from './actor-words.ts'

/** The columns of the list; `hrefOf` is the address that opens an entry. */
export const auditColumns = (
  t: Text<'audit'>,
  actors: Text<'actors'>,
  hrefOf: (entry: AuditEntryView) => string,
): readonly Column<AuditEntryView>[] => [
  {
    id: 'action',
    head: t('column.what'),
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
    head: t('column.target'),
    cell: (entry) => <span className="wrap-anywhere">{entry.targetName ?? entry.targetId}</span>,
    phone: 'below',
    className: 'sm:w-1/3 sm:whitespace-normal',
  },
  { id: 'actor', head: t('column.who'), cell: (entry) => actorWords(actors, entry), phone: 'end' },
  {
    id: 'from',
    head: t('column.from'),
    cell: (entry) => <span className="text-fg-2">{entry.ip ?? t('here')}</span>,
  },
  {
    id: 'at',
    head: t('column.when'),
    isFigure: true,
    cell: (entry) => <FullMoment at={entry.at} />,
    phone: 'below-end',
  },
  {
    id: 'seq',
    head: t('column.hash'),
    isFigure: true,
    cell: (entry) => (
      <span className="font-mono text-small text-fg-2">
        {entry.seq} <span className="text-fg-3">{entry.hash.slice(0, 8)}</span>
      </span>
    ),
  },
]

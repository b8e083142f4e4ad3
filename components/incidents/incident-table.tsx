'use client'
import { useRouter } from 'next/navigation'
import { useText, type Text } from '#components/language/use-text.ts'
import type { AddressedTableState } from '#components/shell/use-table-address.ts'
import { sortOf, sortText } from '#components/shell/table-address.ts'
import { DataTable, type Column } from '#components/ui/data-table.tsx'
import type { SortChoice } from '#components/ui/sort-rows.ts'
import type { ChosenRows } from '#components/ui/table/chosen-rows.ts'
import type { RowAction } from '#components/ui/table/column.ts'
import type { IncidentView } from '#lib/modules/incidents/schemas.ts'
import { MOST_CHOSEN } from './api/collect-matching.ts'
import { IncidentActButtons } from './incident-acts.tsx'
import type { AskedAct } from './incident-act-words.ts'
import { incidentTint } from './incident-columns.tsx'
import { changedFilter, readIncidentFilter, SORTED_COLUMNS, type IncidentFilter } from './incident-filter.ts'
import { NoIncidents } from './no-incidents.tsx'
import { canStill } from './rows-to-act.ts'
import { useIncidentHref } from './use-incident-href.ts'

/** What the reader may do to incidents of the list. */
export interface IncidentListRights {
  readonly acknowledge: boolean
  readonly resolve: boolean
}

/** Properties of `IncidentTable`. */
export interface IncidentTableProps {
  readonly scope: string
  readonly filter: IncidentFilter
  readonly table: AddressedTableState
  readonly columns: readonly Column<IncidentView>[]
  readonly rows: readonly IncidentView[]
  /** How many there are on all pages; null for more than are counted. */
  readonly total: number | null
  readonly may: IncidentListRights
  readonly chosen: ChosenRows
  readonly onChoose: (chosen: ChosenRows) => void
  /** Gathers all that match and chooses them. */
  readonly matching: {
    readonly choose: () => void
    readonly isBusy: boolean
    readonly problem: string | undefined
  }
  readonly onAsk: (act: AskedAct) => void
}

/** The table of a list of incidents: sorted by the server, with what may be done to one and to several. */
export function IncidentTable(props: IncidentTableProps) {
  const t = useText('incidents')
  const { scope, filter, table, columns, rows, total, may, chosen, onChoose, matching, onAsk } = props
  const router = useRouter()
  const hrefOf = useIncidentHref(scope)
  const sort = (choice: SortChoice | null) => {
    // Without a choice the list stands as it does by itself.
    const wanted = readIncidentFilter({ state: filter.state, sort: sortText(choice) ?? undefined }).sort
    router.push(hrefOf(changedFilter(filter, { sort: wanted })), { scroll: false })
  }
  const isAny = may.acknowledge || may.resolve
  return (
    <DataTable
      caption={t('title')}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      rowHref={({ id }) => `/incidents/${id}`}
      rowTint={incidentTint}
      rowVersion={({ state, severity, acknowledgedByName }) => `${state} ${severity} ${acknowledgedByName}`}
      layout={table.layout}
      sorting={{ sort: sortOf(filter.sort, SORTED_COLUMNS), onSort: sort, byServer: SORTED_COLUMNS }}
      total={total ?? -1}
      empty={<NoIncidents filter={filter} />}
      {...(isAny
        ? {
            rowActions: (incident: IncidentView) => ({
              name: incident.code,
              actions: actionsOf(t, incident, { may, onAsk }),
            }),
            selection: {
              chosen,
              onChange: onChoose,
              nameOf: ({ code }: IncidentView) => code,
              matching: total,
              onChooseMatching: total !== null && total <= MOST_CHOSEN ? matching.choose : undefined,
              isChoosing: matching.isBusy,
              problem: matching.problem,
              actions: (
                <IncidentActButtons
                  may={may}
                  onAsk={(act) => onAsk({ act, incidentIds: [...chosen.keys] })}
                />
              ),
            },
          }
        : {})}
    />
  )
}

function actionsOf(
  t: Text<'incidents'>,
  incident: IncidentView,
  { may, onAsk }: Pick<IncidentTableProps, 'may' | 'onAsk'>,
): readonly RowAction[] {
  const offer = (act: AskedAct['act']): readonly RowAction[] =>
    may[act] && canStill(act, incident)
      ? [{ label: t(`act.${act}.verb`), act: () => onAsk({ act, incidentIds: [incident.id] }) }]
      : []
  return [...offer('acknowledge'), ...offer('resolve')]
}

'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useText } from '#components/language/use-text.ts'
import { ExportButtons } from '#components/shell/export-buttons.tsx'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { QueryView } from '#components/shell/query-view.tsx'
import { TableNotices, TableTools } from '#components/shell/table-tools.tsx'
import { ViewMenu } from '#components/shell/view-menu.tsx'
import { useTableAddress } from '#components/shell/use-table-address.ts'
import { ButtonLink } from '#components/ui/button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { NO_ROWS } from '#components/ui/table/chosen-rows.ts'
import { NewRows, useHeldRows } from '#components/ui/table/new-rows.tsx'
import type { IncidentView } from '#lib/modules/incidents/schemas.ts'
import { collectMatching } from './api/collect-matching.ts'
import { incidentsQuery } from './api/incidents-query.ts'
import { incidentColumns } from './incident-columns.tsx'
import { IncidentActDialog } from './incident-acts.tsx'
import type { AskedAct } from './incident-act-words.ts'
import { apiFilter, type IncidentFilter } from './incident-filter.ts'
import { IncidentFilters } from './incident-filters.tsx'
import { IncidentTable, type IncidentListRights } from './incident-table.tsx'
import { listAnswer } from './list-answer.ts'
import { NarrowedTo } from './narrowed-to.tsx'
import { OpenIncident } from './open-incident-dialog.tsx'
import { useIncidentHref } from './use-incident-href.ts'
import { useListActs } from './use-list-acts.ts'

/** What the API answers for a list. */
export interface IncidentPage {
  readonly incidents: IncidentView[]
  readonly next: string | null
  /** How many there are on all pages; null for more than 10,000. */
  readonly total: number | null
}

/** Properties of `IncidentsScreen`. */
export interface IncidentsScreenProps {
  readonly scope: string
  readonly filter: IncidentFilter
  /** What of the address could not be understood. */
  readonly notices: readonly string[]
  /** What the server knew when it made the page. */
  readonly first: IncidentPage
  readonly may: IncidentListRights & { readonly open: boolean }
}

/** The orders that have a name of their own. */
const ORDERS: Partial<Record<IncidentFilter['sort'], 'worst' | 'newest' | 'oldest'>> = {
  worst: 'worst',
  '-opened': 'newest',
  opened: 'oldest',
}

const idOf = ({ id }: IncidentView): string => id

/** The incidents of a scope; the address holds the filter, the order and the columns. */
export function IncidentsScreen({ scope, filter, notices, first, may }: IncidentsScreenProps) {
  const t = useText('incidents')
  const asked = apiFilter(filter)
  const query = useQuery({ ...incidentsQuery(scope, asked), initialData: first })
  const page = query.data
  const columns = useMemo(() => incidentColumns(t), [t])
  const table = useTableAddress(columns, true)
  const list = JSON.stringify([scope, asked])
  const held = useHeldRows(list, page.incidents, idOf)
  const [chosen, setChosen] = useState(NO_ROWS)
  const [act, setAct] = useState<AskedAct | null>(null)
  useListActs({ rows: held.shown, chosen: chosen.keys }, may, setAct)
  const { before: _before, ...narrowed } = asked
  const matching = useMutation({ mutationFn: async () => await collectMatching(scope, narrowed) })
  const chooseMatching = () => {
    // Not with the mutation: somebody who chooses otherwise meanwhile has chosen.
    matching.mutate(undefined, { onSuccess: (ids) => setChosen({ keys: new Set(ids), anchor: null }) })
  }
  return (
    <PageFrame crumbs={[{ label: t('title') }]}>
      <PageHeader
        title={t('title')}
        answer={listAnswer(t, page, filter)}
        actions={may.open ? <OpenIncident scope={scope} /> : undefined}
      />
      <TableNotices notices={[...notices, ...table.notices]} />
      <IncidentFilters scope={scope} filter={filter}>
        <TableTools table={table}>
          <ViewMenu scope={scope} screen="incidents" />
          <ExportButtons path="/api/v1/incidents/export" scope={scope} filter={narrowed} name="incidents" />
        </TableTools>
      </IncidentFilters>
      <NarrowedTo scope={scope} filter={filter} page={page} />
      <Panel
        title={t(`list.title.${filter.state}`)}
        count={page.total === null ? t('list.most') : t('list.count', { count: page.total })}
        meta={t(`order.${ORDERS[filter.sort] ?? 'column'}`)}
        isFlush
      >
        <NewRows waiting={held.waiting} onShow={held.showAll} />
        <QueryView query={query} what={t('list.what')}>
          {() => (
            <IncidentTable
              scope={scope}
              filter={filter}
              table={table}
              columns={columns}
              rows={held.shown}
              total={page.total}
              may={may}
              chosen={chosen}
              onChoose={(next) => {
                matching.reset()
                setChosen(next)
              }}
              matching={{
                choose: chooseMatching,
                isBusy: matching.isPending,
                problem: matching.error?.message,
              }}
              onAsk={setAct}
            />
          )}
        </QueryView>
      </Panel>
      <Pages scope={scope} filter={filter} next={page.next} />
      <IncidentActDialog
        scope={scope}
        asked={act}
        codeOf={(id) => page.incidents.find((incident) => incident.id === id)?.code ?? id}
        onClose={() => setAct(null)}
        onDone={() => setChosen(NO_ROWS)}
      />
    </PageFrame>
  )
}

function Pages({ scope, filter, next }: { scope: string; filter: IncidentFilter; next: string | null }) {
  const t = useText('shell')
  const hrefOf = useIncidentHref(scope)
  if (next === null && filter.before === null) return null
  return (
    <nav aria-label={t('list.pages')} className="flex gap-2">
      {filter.before === null ? null : (
        <ButtonLink href={hrefOf({ ...filter, before: null })}>{t('list.first')}</ButtonLink>
      )}
      {next === null ? null : (
        <ButtonLink href={hrefOf({ ...filter, before: next })}>{t('list.next')}</ButtonLink>
      )}
    </nav>
  )
}

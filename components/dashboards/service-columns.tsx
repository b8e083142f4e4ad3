import { incidentsOfDayHref } from '#components/incidents/incident-filter.ts'
import type { Text } from '#components/language/use-text.ts'
import { ServiceName } from '#components/tenancy/service-name.tsx'
import type { Column } from '#components/ui/data-table.tsx'
import { StateText } from '#components/ui/state-glyph.tsx'
import { compareStates, worstFirst } from '#components/ui/states.ts'
import { Age } from '#components/ui/time.tsx'
import type { TenantHome } from '#lib/modules/dashboards/schemas.ts'
import type { ServiceView } from '#lib/modules/tenancy/schemas.ts'
import { OpeningDayStrip } from './opening-day-strip.tsx'

/** Whose a service is, seen from its platform. */
const seenByPlatform = (t: Text<'dashboards'>, { tenantName }: ServiceView): string =>
  tenantName ?? t('services.allTenants')

/** Whose a service is, seen by a tenant: its own, or a part of the platform that all tenants use. */
const seenByTenant = (t: Text<'dashboards'>, { shared, platformName }: ServiceView): string =>
  shared ? t('services.sharedBy', { platform: platformName }) : t('services.own')

/** What the last 90 days of services are known for, by their ids, and the scope in which a day is opened. */
export interface KnownDays {
  readonly strips: TenantHome['days']
  readonly scope: string
}

/** Which incidents of the last 90 days put a service in a worse state. */
const daysColumn = (t: Text<'dashboards'>, { strips, scope }: KnownDays): Column<ServiceView> => ({
  id: 'days',
  head: t('column.days60'),
  cell: ({ id, shared }) => {
    const strip = strips[id]
    if (strip !== undefined) {
      const hrefOf = (day: string) => incidentsOfDayHref(day, scope, id)
      return <OpeningDayStrip strip={strip} hrefOf={hrefOf} days={60} isInRow />
    }
    return (
      <span className="text-small text-fg-3">
        {t(shared ? 'services.keptByPlatform' : 'services.notKept')}
      </span>
    )
  },
  phone: 'foot',
})

/** The columns of services on overviews: name, state, why, the last 90 days, whose, since when. */
export const serviceColumns = (
  t: Text<'dashboards'>,
  reader: 'platform' | 'tenant',
  days?: KnownDays,
): readonly Column<ServiceView>[] => {
  const ownerOf = (service: ServiceView): string =>
    reader === 'platform' ? seenByPlatform(t, service) : seenByTenant(t, service)
  return [
    {
      id: 'name',
      head: t('column.service'),
      cell: (service) => (
        <>
          <ServiceName service={service} />
          {/* Where the column of its own has no room. */}
          <span className="block text-small text-fg-3 max-sm:hidden @min-[680px]:hidden">
            {ownerOf(service)}
          </span>
        </>
      ),
      compare: (a, b) => a.name.localeCompare(b.name),
      phone: 'start',
    },
    {
      id: 'state',
      head: t('column.now'),
      cell: ({ state }) => <StateText state={state} />,
      compare: (a, b) => compareStates(a.state, b.state),
      phone: 'end',
    },
    {
      id: 'reason',
      head: t('column.why'),
      cell: ({ reason }) => <span className="text-fg-2">{reason}</span>,
      phone: 'below',
      // Two lines are higher than a row: without room of their own they would touch its rules.
      className:
        days === undefined ? 'sm:w-1/2 sm:py-1.5 sm:whitespace-normal' : 'sm:py-1.5 sm:whitespace-normal',
    },
    ...(days === undefined ? [] : [daysColumn(t, days)]),
    {
      id: 'owner',
      head: t(reader === 'platform' ? 'column.tenant' : 'column.whose'),
      cell: (service) => <span className="text-fg-2">{ownerOf(service)}</span>,
      only: 'wide',
    },
    {
      id: 'since',
      head: t('column.for'),
      isFigure: true,
      cell: ({ since }) => <Age at={since} kind="bare" />,
      compare: (a, b) => b.since.localeCompare(a.since),
      phone: 'below-end',
    },
  ]
}

/** Services, what needs a person first. */
export const servicesWorstFirst = (services: readonly ServiceView[]): readonly ServiceView[] =>
  services.toSorted(worstFirst)

/** Tints the rows of services that need a person. */
export const serviceTint = ({ state }: ServiceView): 'down' | 'degraded' | null =>
  state === 'down' || state === 'degraded' ? state : null

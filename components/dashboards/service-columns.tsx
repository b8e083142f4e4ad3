import type { Column } from '#components/ui/data-table.tsx'
import { StateText } from '#components/ui/state-glyph.tsx'
import { compareStates, worstFirst } from '#components/ui/states.ts'
import { Age } from '#components/ui/time.tsx'
import type { ServiceView } from '#lib/modules/tenancy/schemas.ts'

/** Whose a service is, seen from its platform. */
const seenByPlatform = ({ tenantName }: ServiceView): string => tenantName ?? 'all tenants'

/** Whose a service is, seen by a tenant: its own, or a part of the platform that all tenants use. */
const seenByTenant = ({ shared, platformName }: ServiceView): string =>
  shared ? `shared by ${platformName}` : 'your own'

/** The columns of services on overviews: name, state, why, whose, since when. */
export const serviceColumns = (reader: 'platform' | 'tenant'): readonly Column<ServiceView>[] => [
  {
    id: 'name',
    head: 'Service',
    cell: ({ name }) => <span className="font-medium">{name}</span>,
    compare: (a, b) => a.name.localeCompare(b.name),
    phone: 'start',
  },
  {
    id: 'state',
    head: 'Now',
    cell: ({ state }) => <StateText state={state} />,
    compare: (a, b) => compareStates(a.state, b.state),
    phone: 'end',
  },
  {
    id: 'reason',
    head: 'Why',
    cell: ({ reason }) => <span className="text-fg-2">{reason}</span>,
    phone: 'below',
    className: 'sm:w-1/2 sm:whitespace-normal',
  },
  {
    id: 'owner',
    head: reader === 'platform' ? 'Tenant' : 'Whose',
    cell: (service) => (
      <span className="text-fg-2">
        {reader === 'platform' ? seenByPlatform(service) : seenByTenant(service)}
      </span>
    ),
  },
  {
    id: 'since',
    head: 'For',
    isFigure: true,
    cell: ({ since }) => <Age at={since} suffix="" />,
    compare: (a, b) => b.since.localeCompare(a.since),
    phone: 'below-end',
  },
]

/** Services, what needs a person first. */
export const servicesWorstFirst = (services: readonly ServiceView[]): readonly ServiceView[] =>
  services.toSorted(worstFirst)

/** Tints the rows of services that need a person. */
export const serviceTint = ({ state }: ServiceView): 'down' | 'degraded' | null =>
  state === 'down' || state === 'degraded' ? state : null

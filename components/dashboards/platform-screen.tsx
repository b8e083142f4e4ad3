'use client'
import { useQuery } from '@tanstack/react-query'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { servicesQuery } from '#components/tenancy/api/services-query.ts'
import { StateBadge } from '#components/ui/badge.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import type { FleetOverview } from '#lib/modules/dashboards/schemas.ts'
import type { ServiceView } from '#lib/modules/tenancy/schemas.ts'
import { fleetQuery } from './api/fleet-query.ts'
import { CreateTenant } from './create-tenant.tsx'
import { FleetFigures } from './fleet-figures.tsx'
import { NeedsPersonPanel } from './needs-person-panel.tsx'
import { PlatformTenantsPanel } from './platform-tenants-panel.tsx'
import { ProofLine } from './proof-line.tsx'
import { ServicesPanel } from './services-panel.tsx'

/** Properties of `PlatformScreen`. */
export interface PlatformScreenProps {
  readonly scope: string
  /** What the server knew when it made the page. */
  readonly first: { readonly overview: FleetOverview; readonly services: readonly ServiceView[] }
  /** Whether the reader may create tenants. */
  readonly mayCreate: boolean
  /** Whether the reader may create sources. */
  readonly mayConnect: boolean
}

/** One platform: its services and why they are in their state, its tenants, and what waits for a person. */
export function PlatformScreen({ scope, first, mayCreate, mayConnect }: PlatformScreenProps) {
  const { data: overview } = useQuery({ ...fleetQuery(scope), initialData: first.overview })
  const { data: listed } = useQuery({
    ...servicesQuery(scope),
    initialData: { services: [...first.services] },
  })
  const platform = overview.platforms[0]
  if (platform === undefined) return null
  const create =
    mayCreate && !platform.isSelf ? (
      <CreateTenant scope={scope} platformId={platform.id} platformName={platform.name} />
    ) : undefined
  return (
    <PageFrame crumbs={[{ label: 'Platform' }]}>
      <PageHeader
        title={platform.name}
        badge={<StateBadge state={platform.state} />}
        answer={overview.sentence}
        actions={create}
        proof={<ProofLine overview={overview} />}
      />
      <FleetFigures overview={overview} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1.6fr)_minmax(0,1fr)]">
        <ServicesPanel
          title="Services"
          reader="platform"
          services={listed.services}
          mayConnect={mayConnect}
        />
        <div className="flex flex-col gap-4">
          <NeedsPersonPanel overview={overview} />
          <PlatformTenantsPanel platform={platform} tenants={overview.tenants} />
        </div>
      </div>
    </PageFrame>
  )
}

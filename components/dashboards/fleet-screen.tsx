'use client'
import { useQuery } from '@tanstack/react-query'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import type { FleetOverview } from '#lib/modules/dashboards/schemas.ts'
import { fleetQuery } from './api/fleet-query.ts'
import { CreatePlatform } from './create-platform.tsx'
import { FirstSteps } from './first-steps.tsx'
import { FleetFigures } from './fleet-figures.tsx'
import { NeedsPersonPanel } from './needs-person-panel.tsx'
import { PlatformsPanel } from './platforms-panel.tsx'
import { ProofLine } from './proof-line.tsx'
import { TenantsPanel } from './tenants-panel.tsx'

/** Properties of `FleetScreen`. */
export interface FleetScreenProps {
  readonly scope: string
  /** What the server knew when it made the page. */
  readonly first: FleetOverview
  /** Whether the reader may create platforms. */
  readonly mayCreate: boolean
}

/** Every platform of the operator: what is wrong, who needs a person, and what it rests on. */
export function FleetScreen({ scope, first, mayCreate }: FleetScreenProps) {
  const { data: overview } = useQuery({ ...fleetQuery(scope), initialData: first })
  const isFirstStart = overview.platforms.every(({ isSelf }) => isSelf)
  return (
    <PageFrame crumbs={[{ label: 'Fleet' }]}>
      <PageHeader
        title="Fleet"
        answer={overview.sentence}
        actions={mayCreate && !isFirstStart ? <CreatePlatform scope={scope} /> : undefined}
        proof={<ProofLine overview={overview} />}
      />
      {isFirstStart ? <FirstSteps scope={scope} mayCreate={mayCreate} /> : null}
      <FleetFigures overview={overview} />
      <PlatformsPanel platforms={overview.platforms} />
      <div className="grid items-stretch gap-4 lg:grid-cols-[minmax(0,1.25fr)_minmax(0,1fr)]">
        <NeedsPersonPanel overview={overview} />
        <TenantsPanel tenants={overview.tenants} />
      </div>
    </PageFrame>
  )
}

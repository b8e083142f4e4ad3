'use client'
import { useQuery } from '@tanstack/react-query'
import { useText } from '#components/language/use-text.ts'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { StateBadge } from '#components/ui/badge.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import type { FleetOverview, News } from '#lib/modules/dashboards/schemas.ts'
import { fleetQuery } from './api/fleet-query.ts'
import { CreateTenant } from './create-tenant.tsx'
import { FLEET_FIGURES } from './figure-names.ts'
import { FiguresNotice } from './figures-notice.tsx'
import { FleetFigures } from './fleet-figures.tsx'
import { NewsPanels } from './news-panels.tsx'
import { NeedsPersonPanel } from './needs-person-panel.tsx'
import { OldNote } from './old-note.tsx'
import { fleetSentence } from './overview-sentence.ts'
import { PanelGroup } from './panel-group.tsx'
import { PlatformTenantsPanel } from './platform-tenants-panel.tsx'
import { ProofLine } from './proof-line.tsx'
import { ServicesPanel } from './services-panel.tsx'
import { useFreshness } from './use-freshness.ts'

/** Properties of `PlatformScreen`. */
export interface PlatformScreenProps {
  readonly scope: string
  /** What the server knew when it made the page. */
  readonly first: {
    readonly overview: FleetOverview
    readonly news: News
  }
  /** Whether the reader may create tenants. */
  readonly mayCreate: boolean
  /** Whether the reader may create sources. */
  readonly mayConnect: boolean
}

/** One platform: its services and why they are in their state, its tenants, and what waits for a person. */
export function PlatformScreen({ scope, first, mayCreate, mayConnect }: PlatformScreenProps) {
  const t = useText('dashboards')
  const { refetchInterval } = useFreshness()
  const { data: overview } = useQuery({ ...fleetQuery(scope), initialData: first.overview, refetchInterval })
  const platform = overview.platforms[0]
  if (platform === undefined) return null
  const create =
    mayCreate && !platform.isSelf ? (
      <CreateTenant scope={scope} platformId={platform.id} platformName={platform.name} />
    ) : undefined
  return (
    <PageFrame crumbs={[{ label: t('platform') }]}>
      <PageHeader
        title={platform.name}
        badge={<StateBadge state={platform.state} />}
        answer={fleetSentence(t, overview)}
        actions={create}
        proof={<ProofLine overview={overview} />}
      />
      <FiguresNotice names={FLEET_FIGURES} />
      <OldNote asOf={overview.asOf} />
      <FleetFigures overview={overview} />
      <PanelGroup>
        <div className="grid items-start gap-4 @min-[896px]:grid-cols-[minmax(0,1.6fr)_minmax(0,1fr)]">
          <ServicesPanel
            title={t('services.title')}
            reader="platform"
            services={overview.services}
            mayConnect={mayConnect}
          />
          <div className="flex flex-col gap-4">
            <NeedsPersonPanel overview={overview} />
            <PlatformTenantsPanel platform={platform} overview={overview} />
          </div>
        </div>
        <NewsPanels scope={scope} first={first.news} />
      </PanelGroup>
    </PageFrame>
  )
}

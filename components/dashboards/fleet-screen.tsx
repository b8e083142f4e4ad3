'use client'
import { useQuery } from '@tanstack/react-query'
import { useText } from '#components/language/use-text.ts'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import type { FleetOverview, News } from '#lib/modules/dashboards/schemas.ts'
import { fleetQuery } from './api/fleet-query.ts'
import { CreatePlatform } from './create-platform.tsx'
import { FirstSteps } from './first-steps.tsx'
import { FLEET_FIGURES } from './figure-names.ts'
import { FiguresNotice } from './figures-notice.tsx'
import { FleetFigures } from './fleet-figures.tsx'
import { NewsPanels } from './news-panels.tsx'
import { NeedsPersonPanel } from './needs-person-panel.tsx'
import { OldNote } from './old-note.tsx'
import { fleetSentence } from './overview-sentence.ts'
import { PanelGroup } from './panel-group.tsx'
import { PlatformsPanel } from './platforms-panel.tsx'
import { ProofLine } from './proof-line.tsx'
import { TenantsPanel } from './tenants-panel.tsx'
import { useFreshness } from './use-freshness.ts'

/** Properties of `FleetScreen`. */
export interface FleetScreenProps {
  readonly scope: string
  /** What the server knew when it made the page. */
  readonly first: { readonly overview: FleetOverview; readonly news: News }
  /** Whether the reader may create platforms. */
  readonly mayCreate: boolean
}

/** Every platform of the operator: what is wrong, who needs a person, and what it rests on. */
export function FleetScreen({ scope, first, mayCreate }: FleetScreenProps) {
  const t = useText('dashboards')
  const { refetchInterval } = useFreshness()
  const { data: overview } = useQuery({ ...fleetQuery(scope), initialData: first.overview, refetchInterval })
  const isFirstStart = overview.platforms.every(({ isSelf }) => isSelf)
  return (
    <PageFrame crumbs={[{ label: t('fleet') }]}>
      <PageHeader
        title={t('fleet')}
        answer={fleetSentence(t, overview)}
        actions={mayCreate && !isFirstStart ? <CreatePlatform scope={scope} /> : undefined}
        proof={<ProofLine overview={overview} />}
      />
      <FiguresNotice names={FLEET_FIGURES} />
      <OldNote asOf={overview.asOf} />
      {isFirstStart ? <FirstSteps scope={scope} mayCreate={mayCreate} /> : null}
      <FleetFigures overview={overview} />
      <PanelGroup>
        <PlatformsPanel platforms={overview.platforms} />
        <div className="grid items-stretch gap-4 @min-[896px]:grid-cols-[minmax(0,1.25fr)_minmax(0,1fr)]">
          <NeedsPersonPanel overview={overview} />
          <TenantsPanel overview={overview} />
        </div>
        <NewsPanels scope={scope} first={first.news} />
      </PanelGroup>
    </PageFrame>
  )
}

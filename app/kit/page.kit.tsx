import type { Metadata } from 'next'
import { AppShell } from '#components/shell/app-shell.tsx'
import { NAVIGATION } from '#components/shell/navigation.ts'
import { PageFrame } from '#components/shell/page-frame.tsx'
import type { ScopeOption } from '#lib/modules/tenancy/schemas.ts'
import { PageHeader, ProofItem } from '#components/ui/page-header.tsx'
import { StateGlyph } from '#components/ui/state-glyph.tsx'
import { AsOf } from '#components/ui/time.tsx'
import { Button } from '#components/ui/button.tsx'
import { systemClock } from '#lib/core/clock.ts'
import { ChartSection } from './chart-section.tsx'
import { ControlSection } from './control-section.tsx'
import { FlowSection } from './flow-section.tsx'
import { StateSection } from './state-section.tsx'
import { TableSection } from './table-section.tsx'
import { TileSection } from './tile-section.tsx'
import { ViewSection } from './view-section.tsx'

export const metadata: Metadata = { title: 'Component sheet' }

const SCOPES: readonly ScopeOption[] = [
  { param: 'operator', kind: 'operator', name: 'All platforms', platformId: null, platformName: null },
  {
    param: 'platform:00000000-0000-7000-8000-000000000001',
    kind: 'platform',
    name: 'Sample platform',
    platformId: '00000000-0000-7000-8000-000000000001',
    platformName: null,
  },
  {
    param: 'tenant:00000000-0000-7000-8000-000000000002',
    kind: 'tenant',
    name: 'Sample tenant',
    platformId: '00000000-0000-7000-8000-000000000001',
    platformName: 'Sample platform',
  },
]

/** Every component in every state, with sample figures. Built only with BAILIWICK_KIT=1; see next.config.ts. */
export default function KitPage() {
  const now = systemClock.now()
  return (
    <AppShell
      facts={{
        member: { name: 'Sample Member', email: 'member@example.org' },
        scopes: SCOPES,
        opens: [{ scope: 'operator', pages: NAVIGATION.map(({ href }) => href) }],
        theme: 'system',
      }}
      badges={{ '/incidents': { count: 2, state: 'degraded' }, '/sources': { count: 1, state: 'stale' } }}
    >
      <PageFrame crumbs={[{ label: 'Component sheet' }]}>
        <PageHeader
          title="Component sheet"
          answer="Every part in every state, on one page, from the tokens alone. All figures on it are samples."
          actions={
            <>
              <Button>Save view</Button>
              <Button kind="ink" shortcut="R">
                Resolve
              </Button>
            </>
          }
          proof={
            <>
              <ProofItem mark={<StateGlyph state="healthy" size={10} />}>
                41 of 42 sources reporting
              </ProofItem>
              <AsOf at={now.toISOString()} />
              <span>Silent: sample probe, 27 m</span>
            </>
          }
        />
        <StateSection />
        <TileSection now={now.toISOString()} />
        <TableSection />
        <ChartSection />
        <FlowSection now={now.toISOString()} />
        <ControlSection />
        <ViewSection now={now.toISOString()} />
      </PageFrame>
    </AppShell>
  )
}

import type { Metadata } from 'next'
import { PageText } from '#app/page-text.tsx'
import { AppShell } from '#components/shell/app-shell.tsx'
import { NAVIGATION } from '#components/shell/navigation.ts'
import { PageFrame } from '#components/shell/page-frame.tsx'
import type { ScopeOption } from '#lib/modules/tenancy/schemas.ts'
import { PageHeader, ProofItem } from '#components/ui/page-header.tsx'
import { StateGlyph } from '#components/ui/state-glyph.tsx'
import { AsOf } from '#components/ui/time.tsx'
import { Button } from '#components/ui/button.tsx'
import { ClockProvider } from '#components/ui/clock.tsx'
import { config } from '#lib/infra/config/index.ts'
import { notFound } from 'next/navigation'
import { BigTableSection } from './big-table-section.tsx'
import { ChartSection } from './chart-section.tsx'
import { ButtonSection, ChoiceSection, FieldSection } from './control-section.tsx'
import { FlowSection } from './flow-section.tsx'
import { LayerSection } from './layer-section.tsx'
import { ColourSection, PartSection } from './part-section.tsx'
import { ShownStates } from './shown-states.tsx'
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

/** The hour of every figure on the sheet: pictures of it can be compared. */
const NOW = new Date('2026-11-20T06:32:07Z')

/** Every component in every state, with sample figures. It is there only where BAILIWICK_KIT=1 says so. */
export default function KitPage() {
  if (config().BAILIWICK_KIT !== '1') notFound()
  return (
    <ClockProvider serverNow={NOW.getTime()} zone="UTC">
      <PageText areas={['shell', 'charts']}>
        <KitSheet now={NOW.toISOString()} />
      </PageText>
    </ClockProvider>
  )
}

function KitSheet({ now }: { now: string }) {
  return (
    <AppShell
      facts={{
        member: { name: 'Sample Member', email: 'member@example.org' },
        scopes: SCOPES,
        more: [],
        opens: [{ scope: 'operator', pages: NAVIGATION.map(({ href }) => href), actions: [] }],
        theme: 'system',
        density: 'standard',
        viewAs: null,
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
              <AsOf at={now} />
              <span>Silent: sample probe, 27 m</span>
            </>
          }
        />
        <ShownStates />
        <StateSection />
        <ColourSection />
        <ButtonSection />
        <FieldSection />
        <ChoiceSection />
        <LayerSection />
        <TileSection now={now} />
        <TableSection />
        <BigTableSection />
        <ChartSection />
        <FlowSection now={now} />
        <ViewSection now={now} />
        <PartSection now={now} />
      </PageFrame>
    </AppShell>
  )
}

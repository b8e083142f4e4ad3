'use client'
import { Sparkline } from '#components/charts/sparkline.tsx'
import { ExplainNotice } from '#components/ui/explain-notice.tsx'
import { HiddenTile, LoadingTile, NumberTile } from '#components/ui/number-tile.tsx'
import { Strip } from '#components/ui/panel.tsx'
import { measured, notMeasured } from '#lib/modules/explain/domain/measured.ts'
import { KitBlock } from './kit-block.tsx'

/** The number tile: ready, degraded, stale, not measured, loading, not for this member. */
export function TileSection({ now }: { now: string }) {
  const at = new Date(now)
  const basis = {
    unit: 'count',
    asOf: at,
    formula: 'tenants of this scope whose services are all healthy',
    inputs: [{ label: 'Tenants of this scope', href: '/kit#tenants' }],
    exclusions: ['Tenants in maintenance are left out.'],
    codeVersion: 'sampleFigure 1',
  }
  const old = { ...basis, asOf: new Date(at.getTime() - 13_200_000) }
  return (
    <KitBlock name="tiles">
      {/* Shows itself to whoever comes with an address that names another number, e.g. ?explain=none. */}
      <ExplainNotice
        numbers={[
          'Tenants healthy',
          'Open incidents',
          'p95 response',
          'Backups proved',
          'Error budget left',
        ].map((label) => ({ name: label, label }))}
      />
      <Strip label="Number tiles">
        <NumberTile
          label="Tenants healthy"
          measured={measured(29, at, basis)}
          after="of 38"
          note="5 degraded, 4 others"
        />
        <NumberTile
          label="Open incidents"
          state="degraded"
          measured={measured(2, at, basis)}
          after="1 × P1, 1 × P3"
          note="Oldest 23 m 21 s, taken"
        />
        <NumberTile
          label="p95 response"
          state="healthy"
          measured={measured(0.412, at, { ...basis, unit: 's' })}
          trend={<Sparkline values={[3, 4, 3, 5, null, 4, 6, 5, 7, 6]} />}
          note="Target under 1,000 ms"
        />
        <NumberTile
          label="Backups proved"
          measured={measured(61, at, old)}
          after="of 63"
          staleAfterSeconds={3600}
        />
        <NumberTile
          label="Error budget left"
          measured={notMeasured(
            { reason: 'No objective is defined for this scope.', filledBy: 'Filled by the first objective.' },
            { ...basis, unit: 'ratio' },
          )}
        />
        <LoadingTile label="Availability" waitsFor="Waiting for 2 of 9 sources" />
        <HiddenTile label="Revenue" whoToAsk="Ask an admin for “finance”" />
      </Strip>
    </KitBlock>
  )
}

import { ProofItem } from '#components/ui/page-header.tsx'
import { StateGlyph } from '#components/ui/state-glyph.tsx'
import { AsOf } from '#components/ui/time.tsx'
import type { FleetOverview } from '#lib/modules/dashboards/schemas.ts'

/** On what an overview rests: how many sources report, as of when, and which are silent. */
export function ProofLine({ overview }: { overview: Pick<FleetOverview, 'sources' | 'asOf'> }) {
  return (
    <>
      <ProofItem>
        <AsOf at={overview.asOf} />
      </ProofItem>
      <SourcesProof sources={overview.sources} />
    </>
  )
}

/** How many sources report, and which are silent. */
export function SourcesProof({ sources }: Pick<FleetOverview, 'sources'>) {
  const { all, reporting, silent } = sources
  const state = all === 0 ? 'unknown' : silent.length > 0 ? 'stale' : 'healthy'
  const named = silent.slice(0, 3).join(', ')
  return (
    <>
      <ProofItem mark={<StateGlyph state={state} size={10} />}>
        {all === 0 ? 'No source is connected' : `${reporting} of ${all} sources reporting`}
      </ProofItem>
      {silent.length === 0 ? null : (
        <ProofItem>
          Silent: {named}
          {all - reporting > 3 ? ` and ${all - reporting - 3} more` : ''}
        </ProofItem>
      )}
    </>
  )
}

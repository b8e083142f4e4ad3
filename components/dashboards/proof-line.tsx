'use client'
import { useText } from '#components/language/use-text.ts'
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
  const t = useText('dashboards')
  const { all, reporting, silent } = sources
  const state = all === 0 ? 'unknown' : silent.length > 0 ? 'stale' : 'healthy'
  const names = silent.slice(0, 3).join(', ')
  const more = all - reporting - 3
  return (
    <>
      <ProofItem mark={<StateGlyph state={state} size={10} />}>
        {all === 0 ? t('proof.noSource') : t('proof.reporting', { reporting, all })}
      </ProofItem>
      {silent.length === 0 ? null : (
        <ProofItem>
          {more > 0 ? t('proof.silentMore', { names, count: more }) : t('proof.silent', { names })}
        </ProofItem>
      )}
    </>
  )
}

'use client'
import { put } from '#components/language/put.ts'
import { useText } from '#components/language/use-text.ts'
import { useConnection } from '#components/shell/live.tsx'
import { ProofItem } from '#components/ui/page-header.tsx'
import { StateGlyph } from '#components/ui/state-glyph.tsx'
import { Age, AsOf } from '#components/ui/time.tsx'
import type { FleetOverview } from '#lib/modules/dashboards/schemas.ts'
import { useIsOld } from './use-freshness.ts'

/** On what an overview rests: as of when, how many sources report, and which are silent. */
export function ProofLine({ overview }: { overview: Pick<FleetOverview, 'sources' | 'asOf'> }) {
  return (
    <>
      <AsOfProof asOf={overview.asOf} />
      <SourcesProof sources={overview.sources} isOld={useIsOld(overview.asOf)} />
    </>
  )
}

/** As of when an overview is; says so where that is long ago, and where nothing newer can come. */
function AsOfProof({ asOf }: { asOf: string }) {
  const t = useText('dashboards')
  const { kind } = useConnection()
  const isCut = kind === 'offline' || kind === 'delayed'
  const isOld = useIsOld(asOf)
  if (!isCut && !isOld) {
    return (
      <ProofItem>
        <AsOf at={asOf} />
      </ProofItem>
    )
  }
  return (
    <ProofItem mark={<StateGlyph state="stale" size={10} />}>
      <span className="text-stale">
        <AsOf at={asOf} />,{' '}
        {t.rich(isCut ? 'proof.cut' : 'proof.old', { age: put(<Age at={asOf} kind="old" />) })}
      </span>
    </ProofItem>
  )
}

/** How many sources report, and which are silent; a count of long ago says nothing good. */
function SourcesProof({ sources, isOld }: Pick<FleetOverview, 'sources'> & { isOld: boolean }) {
  const t = useText('dashboards')
  const { all, reporting, silent } = sources
  const state = all === 0 ? 'unknown' : silent.length > 0 || isOld ? 'stale' : 'healthy'
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

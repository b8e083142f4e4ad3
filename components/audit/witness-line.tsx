'use client'
import { useQuery } from '@tanstack/react-query'
import { put } from '#components/language/put.ts'
import { useText } from '#components/language/use-text.ts'
import { Note } from '#components/ui/note.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { FullMoment } from '#components/ui/time.tsx'
import { hrefWithScope } from '#components/shell/scopes.ts'
import type { WitnessingView } from '#lib/modules/audit/schemas.ts'
import { anchorsQuery } from './api/anchors-query.ts'
import { whyNoneCounts, witnessKind } from './witness-words.ts'

/** Says whether somebody outside keeps the heads of the chains: to the operator who they are, to others only of what kind. */
export function WitnessLine({ scope, witnessing }: { scope: string; witnessing: WitnessingView | null }) {
  if (scope === 'operator') return <OperatorLine scope={scope} />
  return witnessing === null ? null : <WitnessedLine witnessing={witnessing} />
}

function WitnessedLine({ witnessing: { outside } }: { witnessing: WitnessingView }) {
  const t = useText('audit')
  const newest = outside
    .map(({ lastAt }) => lastAt)
    .toSorted()
    .at(-1)
  if (newest === undefined) return <Note state="degraded">{t('witness.noneHere')}</Note>
  const kinds = outside.map(({ kind }) => witnessKind(t, kind).toLowerCase()).join(', ')
  return <Note state="healthy">{t.rich('witness.kept', { kinds, at: put(<FullMoment at={newest} />) })}</Note>
}

/** Leads to who they are. Silent until that is known. */
function OperatorLine({ scope }: { scope: string }) {
  const t = useText('audit')
  const { data } = useQuery(anchorsQuery(scope))
  if (data === undefined) return null
  const link = <TextLink href={hrefWithScope('/audit/witnesses', scope)}>{t('witnesses.title')}</TextLink>
  const { hasOutsideWitness, lastOutsideAt, witnesses } = data
  if (!hasOutsideWitness || lastOutsideAt === null)
    return (
      <Note state="degraded">
        {[t('witness.none'), ...whyNoneCounts(t, witnesses)].join(' ')} {link}
      </Note>
    )
  return (
    <Note state="healthy">
      {t.rich('witness.keptAll', { at: put(<FullMoment at={lastOutsideAt} />) })} {link}
    </Note>
  )
}

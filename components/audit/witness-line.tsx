'use client'
import { useQuery } from '@tanstack/react-query'
import { Note } from '#components/ui/note.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { FullMoment } from '#components/ui/time.tsx'
import { hrefWithScope } from '#components/shell/scopes.ts'
import type { WitnessingView } from '#lib/modules/audit/schemas.ts'
import { anchorsQuery } from './api/anchors-query.ts'
import { KIND_WORDS } from './witness-words.ts'

/** Says whether somebody outside keeps the heads of the chains: to the operator who they are, to others only of what kind. */
export function WitnessLine({ scope, witnessing }: { scope: string; witnessing: WitnessingView | null }) {
  if (scope === 'operator') return <OperatorLine scope={scope} />
  return witnessing === null ? null : <WitnessedLine witnessing={witnessing} />
}

function WitnessedLine({ witnessing: { outside } }: { witnessing: WitnessingView }) {
  const newest = outside
    .map(({ lastAt }) => lastAt)
    .toSorted()
    .at(-1)
  if (newest === undefined)
    return (
      <Note state="degraded">
        No outside witness yet: who holds the database and the key could write this chain anew unseen. Ask the
        operator for one, and keep exports of your own.
      </Note>
    )
  const kinds = outside.map(({ kind }) => (KIND_WORDS[kind] ?? kind).toLowerCase()).join(', ')
  return (
    <Note state="healthy">
      Witnesses outside keep the heads of the chains ({kinds}); the last ones arrived at{' '}
      <FullMoment at={newest} />.
    </Note>
  )
}

/** Leads to who they are. Silent until that is known. */
function OperatorLine({ scope }: { scope: string }) {
  const { data } = useQuery(anchorsQuery(scope))
  if (data === undefined) return null
  const link = <TextLink href={hrefWithScope('/audit/witnesses', scope)}>Witnesses</TextLink>
  if (!data.hasOutsideWitness || data.lastOutsideAt === null)
    return (
      <Note state="degraded">
        No outside witness yet: who holds the database and the key could write the chains anew unseen. {link}
      </Note>
    )
  return (
    <Note state="healthy">
      Witnesses outside keep the heads of the chains; the last ones arrived at{' '}
      <FullMoment at={data.lastOutsideAt} />. {link}
    </Note>
  )
}

'use client'
import { useQuery } from '@tanstack/react-query'
import { Note } from '#components/ui/note.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { FullMoment } from '#components/ui/time.tsx'
import { hrefWithScope } from '#components/shell/scopes.ts'
import { anchorsQuery } from './api/anchors-query.ts'

/** Says whether somebody outside keeps the heads of the chains, and leads to who. Silent until that is known. */
export function WitnessLine({ scope }: { scope: string }) {
  const { data } = useQuery(anchorsQuery(scope))
  if (data === undefined) return null
  const link = <TextLink href={hrefWithScope('/audit/witnesses', scope)}>Witnesses</TextLink>
  const newest = data.anchors[0]
  if (!data.hasOutsideWitness || newest === undefined)
    return (
      <Note state="degraded">
        No outside witness yet: who holds the database and the key could write the chains anew unseen. {link}
      </Note>
    )
  return (
    <Note state="healthy">
      Witnesses outside keep the heads of the chains; the last anchor was made at{' '}
      <FullMoment at={newest.at} />. {link}
    </Note>
  )
}

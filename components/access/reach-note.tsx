'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import { useText } from '#components/language/use-text.ts'
import { StateGlyph } from '#components/ui/state-glyph.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { OutgoingReach, OutgoingUse } from '#lib/modules/access/schemas.ts'
import { checkOutgoing } from './api/check-outgoing.ts'
import { outgoingUsesQuery } from './api/outgoing-uses-query.ts'

const STATES = { public: 'healthy', allowed: 'healthy', refused: 'down', unknown: 'unknown' } as const
/** Where the list stands; links keep the scope in view. */
const LIST = '/sources#allowed-addresses'

/** Whether an address may be called as it stands, with the way to the list that decides it. */
function ReachNote({ reach }: { reach: OutgoingReach }) {
  const t = useText('reach')
  const { words, entryId, canBeAllowed } = reach
  const link = (text: ReactNode): ReactNode => <TextLink href={LIST}>{text}</TextLink>
  return (
    <span className="inline-flex items-start gap-1.5 text-small whitespace-normal text-fg-2">
      <StateGlyph state={STATES[reach.reach]} size={12} className="mt-0.5" />
      <span className="wrap-anywhere">
        {entryId === null && !canBeAllowed
          ? words
          : t.rich(entryId === null ? 'canAllow' : 'entry', { words, link })}
      </span>
    </span>
  )
}

/** The same for something saved, by its id; nothing for readers who may not know, and until it is known. */
export function SavedReach({ scope, id }: { scope: string; id: string }) {
  const { data } = useQuery(outgoingUsesQuery(scope))
  const use = data?.uses.find((each) => each.id === id)
  return use === undefined ? null : <ReachNote reach={use} />
}

/** After the last key, in milliseconds. */
const PAUSE_MS = 400

/** The same for an address while it is typed; `help` stands there until it is one. */
export function TypedReach(props: {
  readonly scope: string | undefined
  readonly use: OutgoingUse
  readonly url: string
  readonly help: string
}) {
  const { scope, use, help } = props
  const url = useSettled(props.url.trim())
  const { data } = useQuery({
    ...checkOutgoing(scope, { url, use }),
    enabled: /^https?:\/\/[^/]/.test(url) && URL.canParse(url),
  })
  return data === undefined ? help : <ReachNote reach={data} />
}

/** A text once nobody has changed it for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

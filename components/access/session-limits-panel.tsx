'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { QueryView } from '#components/shell/query-view.tsx'
import { Button } from '#components/ui/button.tsx'
import { Panel, RuledList, RuledRow } from '#components/ui/panel.tsx'
import { formatSeconds } from '#lib/core/duration.ts'
import { SESSION_KINDS, type SessionLimit } from '#lib/core/session-limits.ts'
import { sessionLimitsQuery } from './api/session-limits.ts'
import { SESSION_KIND_WORDS } from './session-kind-words.ts'
import { SessionLimitsDialog } from './session-limits-dialog.tsx'

const limitWords = ({ idleMinutes, absoluteMinutes }: SessionLimit): string =>
  `${formatSeconds(idleMinutes * 60)} unused, ${formatSeconds(absoluteMinutes * 60)} in all`

/** How long sessions last by the roles of their members, for the whole installation. */
export function SessionLimitsPanel({ mayChange }: { mayChange: boolean }) {
  const query = useQuery(sessionLimitsQuery())
  const [isChanging, setIsChanging] = useState(false)
  const { data } = query
  const change =
    mayChange && data !== undefined ? (
      <Button size="small" onClick={() => setIsChanging(true)}>
        Change limits
      </Button>
    ) : undefined
  return (
    <Panel title="How long sessions last" meta={change} isFlush>
      <QueryView query={query} what="The limits of sessions">
        {({ limits, open, kept, keptDays }) => (
          <>
            <RuledList>
              {SESSION_KINDS.map((kind) => (
                <RuledRow key={kind} end={limitWords(limits[kind])}>
                  <p className="font-medium">{SESSION_KIND_WORDS[kind].name}</p>
                  <p className="text-small text-fg-3">{SESSION_KIND_WORDS[kind].who}</p>
                </RuledRow>
              ))}
            </RuledList>
            <p className="border-t border-line px-3.5 py-2.5 text-small text-fg-3">
              {open} open now. {kept} ended ones are kept, each until {keptDays} d after its end.
            </p>
          </>
        )}
      </QueryView>
      {data === undefined ? null : (
        <SessionLimitsDialog limits={data.limits} isOpen={isChanging} onClose={() => setIsChanging(false)} />
      )}
    </Panel>
  )
}

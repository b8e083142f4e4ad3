'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { QueryView } from '#components/shell/query-view.tsx'
import { signInAgain } from '#components/shell/sign-in-again.ts'
import { Button } from '#components/ui/button.tsx'
import { NeutralBadge } from '#components/ui/badge.tsx'
import { ConfirmDialog } from '#components/ui/dialog.tsx'
import { Panel, RuledList, RuledRow } from '#components/ui/panel.tsx'
import { endOneOwnSession, endOwnSessions, ownSessionsQuery } from './api/sessions.ts'
import { SessionLine } from './session-line.tsx'

/** Where the member is signed in, and how to end it. */
export function SessionsPanel() {
  const query = useQuery(ownSessionsQuery())
  const [ending, setEnding] = useState<'others' | 'all' | null>(null)
  const one = useMutation(endOneOwnSession())
  const many = useMutation({
    ...endOwnSessions(),
    onSuccess: () => {
      if (ending === 'all') signInAgain()
      setEnding(null)
    },
  })
  const sessions = query.data?.sessions ?? []
  return (
    <Panel title="Where you are signed in" count={sessions.length} isFlush>
      <QueryView query={query} what="Your sessions">
        {() => (
          <RuledList>
            {sessions.map((session) => (
              <RuledRow
                key={session.id}
                end={
                  session.isCurrent ? (
                    <NeutralBadge>This one</NeutralBadge>
                  ) : (
                    <Button
                      size="small"
                      aria-label={`End the session on ${session.device}`}
                      isBusy={one.isPending && one.variables.sessionId === session.id}
                      onClick={() => one.mutate({ sessionId: session.id })}
                    >
                      End
                    </Button>
                  )
                }
              >
                <SessionLine session={session} />
              </RuledRow>
            ))}
          </RuledList>
        )}
      </QueryView>
      <div className="flex flex-wrap gap-2 border-t border-line p-2.5">
        <Button
          size="small"
          disabledReason={sessions.length > 1 ? undefined : 'This is your only session.'}
          onClick={() => setEnding('others')}
        >
          End all others
        </Button>
        <Button size="small" onClick={() => setEnding('all')}>
          Sign out everywhere
        </Button>
      </div>
      <ConfirmDialog
        isOpen={ending !== null}
        onClose={() => setEnding(null)}
        title={ending === 'all' ? 'Sign out everywhere?' : 'End all other sessions?'}
        confirmLabel={ending === 'all' ? 'Sign out everywhere' : 'End all others'}
        isBusy={many.isPending}
        error={many.error?.message}
        onConfirm={() => {
          if (ending !== null) many.mutate({ which: ending })
        }}
      >
        {ending === 'all'
          ? 'Every session of yours ends at once, this one too. You sign in again afterwards.'
          : 'Every session of yours but this one ends at once.'}
      </ConfirmDialog>
    </Panel>
  )
}

'use client'
import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import type { ReactNode } from 'react'
import { InboxButton } from '#components/access/inbox-button.tsx'
import { ViewAsBanner } from '#components/access/view-as-banner.tsx'
import { requestsQuery } from '#components/approvals/api/requests-query.ts'
import { incidentsQuery } from '#components/incidents/api/incidents-query.ts'
import { IncidentAnnouncer } from '#components/incidents/incident-announcer.tsx'
import { AppShell } from '#components/shell/app-shell.tsx'
import { useKnownScopes } from '#components/shell/known-scopes.ts'
import { currentScope } from '#components/shell/scopes.ts'
import type { ShellFacts } from '#components/shell/shell-context.tsx'
import type { NavigationBadges } from '#components/shell/sidebar.tsx'

/** The shell with the counts of the scope in view. */
export function PortalShell({ facts, children }: { facts: ShellFacts; children: ReactNode }) {
  const scope = currentScope(useKnownScopes(facts), useSearchParams().get('scope'))
  return (
    <AppShell
      facts={facts}
      badges={useBadges(scope?.param ?? 'operator')}
      banner={<ViewAsBanner />}
      tools={scope === null ? null : <InboxButton scope={scope.param} />}
    >
      {scope === null ? null : <IncidentAnnouncer key={scope.param} scope={scope.param} />}
      {children}
    </AppShell>
  )
}

/** How many incidents are open and how many requests wait; the same answers as on their lists, and as fresh. */
function useBadges(scope: string): NavigationBadges {
  const waiting = useQuery(requestsQuery(scope)).data?.waitingForMe ?? 0
  return {
    ...useIncidentBadge(scope),
    ...(waiting === 0 ? {} : { '/requests': { count: waiting, state: 'learning' as const } }),
  }
}

function useIncidentBadge(scope: string): NavigationBadges {
  const { data } = useQuery(incidentsQuery(scope, { state: 'open' }))
  if (data === undefined) return {}
  const isUrgent = data.incidents.some(({ severity }) => severity === 'P0' || severity === 'P1')
  return {
    '/incidents': {
      count: data.incidents.length,
      isMore: data.next !== null,
      state: isUrgent ? 'down' : 'degraded',
    },
  }
}

'use client'
import { useQueries, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { useMemo, useState } from 'react'
import { endingNow, hasValues } from '#components/charts/end-now.ts'
import { metricsRangeQuery } from '#components/dashboards/api/metrics-range-query.ts'
import { useText } from '#components/language/use-text.ts'
import { useLookedAt } from '#components/shell/refresh.tsx'
import { endsNow } from '#lib/core/time-range.ts'
import type { MetricsAnswer } from '#lib/modules/dashboards/schemas.ts'
import { metricsInstantQuery } from './api/metrics-instant-query.ts'
import { draftsAt, type Drafts } from './drafts.ts'
import { noticeText } from './explore-notice.ts'
import {
  exploreHref,
  fitsAddress,
  readExplore,
  type ExploreGrid,
  type ExploreState,
} from './explore-state.ts'
import { useExploreTime, type ExploreTime } from './use-explore-time.ts'
import { useQueryHistory, type QueryHistory } from './use-query-history.ts'

/** Everything that the explore page shows and does. */
export interface Explore {
  readonly state: ExploreState
  readonly time: ExploreTime
  /** What of the address could not be used. */
  readonly notices: readonly string[]
  /** The texts of the boxes, which may be ahead of what ran. */
  readonly drafts: readonly string[]
  readonly setDrafts: (drafts: readonly string[]) => void
  /** One answer for each query that ran, in their order. */
  readonly results: readonly UseQueryResult<MetricsAnswer>[]
  /** Runs the boxes as they stand, or these texts. */
  readonly run: (queries?: readonly string[]) => void
  /** Changes how answers are asked for or shown. */
  readonly change: (change: Partial<ExploreState>) => void
  /** Why the boxes cannot run; null when they can. */
  readonly fault: string | null
  readonly history: QueryHistory
}

/** The explore page of a scope: the address is the state, and what is typed but did not run is a draft. */
export function useExplore(scope: string): Explore {
  const t = useText('explore')
  const params = useSearchParams()
  const client = useQueryClient()
  const { state, notices } = useMemo(() => readExplore(params), [params])
  const asked = useExploreTime(state.step)
  const { drafts, setDrafts, send } = useDrafts(state.queries)
  const history = useQueryHistory(scope)
  const { results, grid } = useAnswers(scope, state, asked)
  const time = grid === asked.grid ? asked : { ...asked, grid }
  /** Puts a state into the address; false where it stands there already. */
  const go = (next: ExploreState): boolean => {
    const href = exploreHref(next, time.range, scope, params)
    if (href === exploreHref(state, time.range, scope, params)) return false
    globalThis.history.pushState(null, '', href)
    return true
  }
  const run = (queries: readonly string[] = drafts) => {
    if (!fitsAddress(queries)) return
    history.remember(queries)
    if (go({ ...state, queries })) {
      send(queries)
      return
    }
    setDrafts(queries)
    // The same question once more.
    client
      .refetchQueries({
        type: 'active',
        predicate: ({ queryKey: [path] }) => path === '/api/v1/query' || path === '/api/v1/query_range',
      })
      .catch(() => {}) // shown where the answer would stand
  }
  return {
    state,
    time,
    notices: [...notices, ...(time.notice === null ? [] : [time.notice])].map((one) => noticeText(t, one)),
    drafts,
    setDrafts,
    results,
    run,
    change: (change) => {
      go({ ...state, ...change })
    },
    fault: fitsAddress(drafts) ? null : t('tooLong'),
    history,
  }
}

/** What stands in the boxes: the address, until somebody types; another address takes their place. */
function useDrafts(queries: readonly string[]) {
  const [held, setHeld] = useState<Drafts>({ of: queries, texts: queries, sent: null })
  const shown = draftsAt(held, queries)
  if (shown !== held) setHeld(shown)
  return {
    drafts: shown.texts,
    setDrafts: (texts: readonly string[]) => setHeld((was) => ({ ...was, texts })),
    /** Puts into the boxes what is on its way into the address. */
    send: (texts: readonly string[]) => setHeld((was) => ({ ...was, texts, sent: texts })),
  }
}

/** How often answers without a value are asked for up to this moment, in milliseconds. */
const EMPTY_MS = 15_000
/** Those with values learn of new ones by their range, which moves on. */
const SELDOM_MS = 3_600_000

/** The answers to all queries; while none of them has a value, up to this moment instead of the last whole step. */
function useAnswers(scope: string, { queries, kind }: ExploreState, { range, grid }: ExploreTime): Answers {
  const asked = (at: ExploreGrid, isWanted: boolean) => ({
    queries: queries.map((expression) => ({
      ...(kind === 'range'
        ? metricsRangeQuery(scope, expression, at)
        : metricsInstantQuery(scope, expression, at.to)),
      enabled: isWanted && expression.trim() !== '',
    })),
  })
  const results = useQueries(asked(grid, true))
  const isEmpty =
    endsNow(range) &&
    results.every(({ data, error }) => error === null && data !== undefined && !hasValues(data))
  const now = useLookedAt(isEmpty ? EMPTY_MS : SELDOM_MS).getTime() / 1000
  const late = endingNow(grid, now)
  const recent = useQueries(asked(late, isEmpty))
  const isLate = isEmpty && recent.some(({ data }) => data !== undefined && hasValues(data))
  const arrived = isLate ? { results: recent, grid: late } : null
  const kept = useLastOf(arrived, JSON.stringify([scope, kind, queries]))
  const isOnItsWay = isEmpty && recent.some(({ isFetching }) => isFetching)
  return arrived ?? (isOnItsWay && kept !== null ? kept : { results, grid })
}

/** What came last for a question: it stays until the next answer is there, for a chart must not come and go. */
function useLastOf(arrived: Answers | null, of: string): Answers | null {
  const [kept, setKept] = useState<{ readonly of: string; readonly answers: Answers } | null>(null)
  if (arrived !== null && (kept?.of !== of || kept.answers.grid.to !== arrived.grid.to))
    setKept({ of, answers: arrived })
  return kept?.of === of ? kept.answers : null
}

interface Answers {
  readonly results: readonly UseQueryResult<MetricsAnswer>[]
  readonly grid: ExploreGrid
}

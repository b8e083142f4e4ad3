'use client'
import type { UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ChartInput } from '#components/charts/chart-data.ts'
import { ChartGroup } from '#components/charts/chart-group.tsx'
import { ChartPanel } from '#components/charts/chart-panel.tsx'
import { useRangeZoom } from '#components/charts/use-range-zoom.ts'
import { mono } from '#components/language/mono.tsx'
import { useText } from '#components/language/use-text.ts'
import { Button } from '#components/ui/button.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { CsvButton } from '#components/ui/csv-button.tsx'
import { Note } from '#components/ui/note.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Segmented } from '#components/ui/segmented.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { MetricsAnswer } from '#lib/modules/dashboards/schemas.ts'
import { answerJson, chartSeries, remarks, resultCsv, resultRows, type Answered } from './explore-result.ts'
import { letterOf, type ExploreState, type ExploreView } from './explore-state.ts'
import type { ExploreTime } from './use-explore-time.ts'
import { ResultTable } from './result-table.tsx'

/** Properties of `ResultPanel`. */
export interface ResultPanelProps {
  readonly state: ExploreState
  readonly time: ExploreTime
  /** One answer for each query, in their order. */
  readonly results: readonly UseQueryResult<MetricsAnswer>[]
  readonly onView: (view: ExploreView) => void
}

/** What came of the queries: a chart, a table or the answers themselves, and what is missing of it. */
export function ResultPanel({ state, time, results, onView }: ResultPanelProps) {
  const t = useText('explore')
  const answered = useAnswered(state.queries, results)
  const views: readonly ExploreView[] =
    state.kind === 'instant' ? ['table', 'json'] : ['chart', 'table', 'json']
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <Segmented
          label={t('result.how')}
          options={views.map((value) => ({ value, label: t(`result.view.${value}`) }))}
          value={state.view}
          onChange={onView}
        />
        {answered.length === 0 ? null : <CsvButton name="query.csv" text={() => resultCsv(answered)} />}
      </div>
      <Missing state={state} results={results} />
      {remarks(answered).map((text) => (
        <Note key={text} state="unknown">
          {text}
        </Note>
      ))}
      <Answer
        state={state}
        time={time}
        answered={answered}
        isWaiting={results.some(({ isLoading }) => isLoading)}
      />
    </>
  )
}

/** What came of the queries, the same object while the answers are the same. */
function useAnswered(queries: readonly string[], results: ResultPanelProps['results']): readonly Answered[] {
  const [a, b, c, d, e] = results.map(({ data }) => data) // as many as MOST_QUERIES
  return useMemo(
    () =>
      [a, b, c, d, e].flatMap((answer, i): Answered[] =>
        answer === undefined ? [] : [{ letter: letterOf(i), expression: queries[i] ?? '', answer }],
      ),
    [queries, a, b, c, d, e],
  )
}

/** Names what did not come, beside what did: an answer that is old, a query that failed for no fault of its own. */
function Missing({ state, results }: Pick<ResultPanelProps, 'state' | 'results'>) {
  const t = useText('explore')
  return state.queries.map((_, i) => {
    const result = results[i]
    const letter = letterOf(i)
    // What is wrong with the query itself stands at its box.
    const problem = result?.error ?? null
    if (result === undefined || problem === null || problem.code === 'invalid_input') return null
    const again = () => {
      result.refetch().catch(() => {}) // the next render shows the outcome
    }
    return (
      <Note
        key={letter}
        state={result.data === undefined ? 'down' : 'stale'}
        action={
          <Button size="small" isBusy={result.isFetching} onClick={again}>
            {t('result.again')}
          </Button>
        }
      >
        {t(result.data === undefined ? 'result.missing' : 'result.old', { letter, why: problem.message })}
      </Note>
    )
  })
}

interface AnswerProps extends Pick<ResultPanelProps, 'state' | 'time'> {
  readonly answered: readonly Answered[]
  readonly isWaiting: boolean
}

function Answer({ state, time, answered, isWaiting }: AnswerProps) {
  const t = useText('explore')
  if (answered.length === 0) {
    return (
      <Panel title={t('result.title')}>
        {isWaiting ? (
          <Skeleton waitsFor={t('result.waiting')} />
        ) : (
          <NothingAsked isAsked={state.queries.some((text) => text.trim() !== '')} />
        )}
      </Panel>
    )
  }
  if (state.view === 'json') return <Answers answered={answered} />
  const rows = resultRows(answered)
  if (rows.length === 0) {
    return (
      <Panel title={t('result.title')}>
        <EmptyState title={t('result.noData')}>{t('result.noDataText')}</EmptyState>
      </Panel>
    )
  }
  const silent = answered.filter(({ letter }) => rows.every((row) => row.letter !== letter))
  return (
    <>
      {silent.length === 0 ? null : (
        <Note state="unknown">
          {t('result.noDataFor', { letters: silent.map(({ letter }) => letter).join(', ') })}
        </Note>
      )}
      {state.view === 'chart' ? (
        <AnswerChart state={state} time={time} answered={answered} />
      ) : (
        <Panel title={t('result.title')} count={rows.length} isFlush>
          <ResultTable rows={rows} unit={state.unit} isRange={state.kind === 'range'} />
        </Panel>
      )}
    </>
  )
}

function AnswerChart({ state, time, answered }: Pick<AnswerProps, 'state' | 'time' | 'answered'>) {
  const t = useText('explore')
  const { from, to, step } = time.grid
  const { unit } = state
  const input = useMemo((): ChartInput => {
    const thinned = answered.map(({ answer }) => answer.thinned?.bucketSeconds ?? 0)
    const bucketSeconds = Math.max(0, ...thinned)
    return {
      kind: 'line',
      unit,
      from,
      to,
      step,
      series: chartSeries(answered),
      ...(bucketSeconds === 0 ? {} : { bucketSeconds }),
    }
  }, [answered, unit, from, to, step])
  return (
    <ChartGroup {...useRangeZoom()}>
      <ChartPanel title={t('result.title')} height="tall" input={input} />
    </ChartGroup>
  )
}

function NothingAsked({ isAsked }: { isAsked: boolean }) {
  const t = useText('explore')
  return isAsked ? (
    <EmptyState title={t('result.none')}>{t('result.noneText')}</EmptyState>
  ) : (
    <EmptyState title={t('result.nothing')}>{t.rich('result.nothingText', { code: mono })}</EmptyState>
  )
}

/** The answers as they came. */
function Answers({ answered }: { answered: readonly Answered[] }) {
  const t = useText('explore')
  return answered.map(({ letter, answer }) => {
    const { text, isWhole } = answerJson(answer)
    return (
      <Panel key={letter} title={t('result.of', { letter })}>
        <CodeBlock caption={t(isWhole ? 'result.view.json' : 'result.jsonPart')} code={text} />
      </Panel>
    )
  })
}

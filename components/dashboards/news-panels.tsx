'use client'
import { useQuery } from '@tanstack/react-query'
import { QueryView } from '#components/shell/query-view.tsx'
import { AppLink } from '#components/ui/app-link.tsx'
import { useNow } from '#components/ui/clock.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { Panel, RuledList, RuledRow } from '#components/ui/panel.tsx'
import { StateGlyph } from '#components/ui/state-glyph.tsx'
import { Age, Moment } from '#components/ui/time.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import { formatSeconds } from '#lib/core/duration.ts'
import type { News, NewsLineView } from '#lib/modules/dashboards/schemas.ts'
import { newsQuery } from './api/news-query.ts'

const ROW_LINK = 'row-link font-medium after:absolute after:inset-0'

/** What changed, and what is about to be wrong, side by side. */
export function NewsPanels({ scope, first }: { scope: string; first: News }) {
  const query = useQuery({ ...newsQuery(scope), initialData: first })
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <Panel
        title="About to be wrong"
        count={query.data.ahead.length}
        meta="Soonest first, 14 days ahead"
        isFlush
      >
        <QueryView query={query} what="What is about to be wrong">
          {(news) => <Ahead news={news} />}
        </QueryView>
      </Panel>
      <Panel title="What changed" count={query.data.changed.length} meta="Newest first, last 7 days" isFlush>
        <QueryView query={query} what="What changed">
          {({ changed }) => <Changed lines={changed} />}
        </QueryView>
      </Panel>
    </div>
  )
}

/** What changed, a line each. */
function Changed({ lines }: { lines: readonly NewsLineView[] }) {
  if (lines.length === 0) {
    return (
      <div className="p-3.5">
        <EmptyState title="Nothing changed in seven days">
          Incidents, states of services, rules, sources and settings stand here when they change.
        </EmptyState>
      </div>
    )
  }
  return (
    <RuledList>
      {lines.map((line) => (
        <RuledRow key={line.key} mark={<Mark line={line} />} end={<Age at={line.at} />}>
          <Words line={line} />
        </RuledRow>
      ))}
    </RuledList>
  )
}

function Ahead({ news: { ahead, forecasts } }: { news: News }) {
  return (
    <>
      {ahead.length === 0 ? (
        <div className="p-3.5">
          <EmptyState title="Nothing ends or goes silent soon">
            No rule is pending, every source that reports is on time, and no credential, role or certificate
            ends within 14 days, as far as you may see them.
          </EmptyState>
        </div>
      ) : (
        <RuledList>
          {ahead.map((line) => (
            <RuledRow key={line.key} mark={<Mark line={line} />} end={<Due at={line.at} />}>
              <Words line={line} />
            </RuledRow>
          ))}
        </RuledList>
      )}
      {forecasts.missing === undefined ? null : (
        <div className="flex items-start gap-2.5 border-t border-line px-3.5 py-2.5">
          <StateGlyph state="unknown" className="mt-[3px]" />
          <div>
            <p className="font-medium">Forecasts: not measured yet</p>
            <p className="text-small text-fg-2">
              {forecasts.missing.reason} {forecasts.missing.filledBy}
            </p>
          </div>
        </div>
      )}
    </>
  )
}

function Mark({ line }: { line: NewsLineView }) {
  return line.mark === 'changed' ? (
    <span className="text-fg-3">
      <Icon name="change" size={14} />
    </span>
  ) : (
    <StateGlyph state={line.mark} />
  )
}

function Words({ line }: { line: NewsLineView }) {
  return (
    <>
      <AppLink href={line.href} className={ROW_LINK}>
        {line.title}
      </AppLink>
      {line.detail === '' && line.whose === null ? null : (
        <p className="text-small text-fg-2">
          {line.detail === '' || line.whose === null ? line.whose : `${line.whose}. `}
          {line.detail}
        </p>
      )}
    </>
  )
}

/** How long until then, with the moment itself. */
function Due({ at }: { at: string }) {
  const seconds = (new Date(at).getTime() - useNow().getTime()) / 1000
  return (
    <span className="flex flex-col items-end">
      <span>{seconds <= 0 ? 'due' : `in ${formatSeconds(seconds)}`}</span>
      <span className="text-micro">
        <Moment at={at} />
      </span>
    </span>
  )
}

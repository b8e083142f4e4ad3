'use client'
import { useQuery } from '@tanstack/react-query'
import { useText } from '#components/language/use-text.ts'
import { useMayOpen } from '#components/shell/shell-context.tsx'
import { QueryView } from '#components/shell/query-view.tsx'
import { AppLink } from '#components/ui/app-link.tsx'
import { useNow } from '#components/ui/clock.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { Panel, RuledList, RuledRow } from '#components/ui/panel.tsx'
import { ROW_NAME } from '#components/ui/row-link-class.ts'
import { StateGlyph } from '#components/ui/state-glyph.tsx'
import { Age, Moment } from '#components/ui/time.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import { formatSeconds } from '#lib/core/duration.ts'
import type { News, NewsLineView } from '#lib/modules/dashboards/schemas.ts'
import { newsQuery } from './api/news-query.ts'

/** More lines than this are in the audit chain, for whoever may read it. */
const SHOWN = 6

/** What changed, and what is about to be wrong, side by side. */
export function NewsPanels({ scope, first }: { scope: string; first: News }) {
  const t = useText('dashboards')
  const mayOpen = useMayOpen()
  const query = useQuery({ ...newsQuery(scope), initialData: first })
  return (
    <div className="grid items-start gap-4 @min-[896px]:grid-cols-2">
      <Panel title={t('news.aheadTitle')} count={query.data.ahead.length} meta={t('news.aheadMeta')} isFlush>
        <QueryView query={query} what={t('news.aheadWhat')}>
          {(news) => <Ahead news={news} />}
        </QueryView>
      </Panel>
      <Panel
        title={t('news.changedTitle')}
        meta={
          <>
            <span>{t('news.changedMeta')}</span>
            {mayOpen('/audit') ? (
              <AppLink href="/audit" className="opens">
                {t('news.all')}
              </AppLink>
            ) : null}
          </>
        }
        isFlush
      >
        <QueryView query={query} what={t('news.changedWhat')}>
          {({ changed }) => <Changed lines={changed.slice(0, SHOWN)} />}
        </QueryView>
      </Panel>
    </div>
  )
}

/** What changed, a line each. */
function Changed({ lines }: { lines: readonly NewsLineView[] }) {
  const t = useText('dashboards')
  if (lines.length === 0) {
    return (
      <div className="p-3.5">
        <EmptyState title={t('news.noChange')}>{t('news.noChangeText')}</EmptyState>
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
  const t = useText('dashboards')
  const { missing } = forecasts
  return (
    <>
      {ahead.length === 0 ? (
        <div className="p-3.5">
          <EmptyState title={t('news.noAhead')}>{t('news.noAheadText')}</EmptyState>
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
      {missing === undefined ? null : (
        <div className="flex items-start gap-2.5 border-t border-line px-3.5 py-2.5">
          <StateGlyph state="unknown" className="mt-[3px]" />
          <div>
            <p className="font-medium">{t('news.forecasts')}</p>
            <p className="text-small text-fg-2">
              {missing.reason} {missing.filledBy}
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
      <AppLink href={line.href} className={ROW_NAME}>
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
  const t = useText('dashboards')
  const seconds = (new Date(at).getTime() - useNow().getTime()) / 1000
  return (
    <span className="flex flex-col items-end">
      <span>{seconds <= 0 ? t('news.due') : t('news.in', { time: formatSeconds(seconds) })}</span>
      <span className="text-micro">
        <Moment at={at} />
      </span>
    </span>
  )
}

'use client'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useScopeWords } from '#components/access/use-scope-words.ts'
import { useText } from '#components/language/use-text.ts'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { QueryView } from '#components/shell/query-view.tsx'
import { TableNotices } from '#components/shell/table-tools.tsx'
import { Button } from '#components/ui/button.tsx'
import { CsvButton } from '#components/ui/csv-button.tsx'
import { DataTable } from '#components/ui/data-table.tsx'
import { ErrorLine } from '#components/ui/field.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Segmented } from '#components/ui/segmented.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { ListAccessReviewOutput, ReviewedBinding } from '#lib/modules/reviews/schemas.ts'
import { accessReviewQuery, everyReviewed } from './api/access-review-query.ts'
import { confirmBindings } from './api/confirm-bindings.ts'
import { DecisionsPanel } from './decisions-panel.tsx'
import { RemoveReviewedDialog } from './remove-reviewed-dialog.tsx'
import { reviewColumns } from './review-columns.tsx'
import { reviewCsv } from './review-csv.ts'
import { reviewHref, reviewSentence, SHOWS, whyNot, type ReviewShow } from './review-words.ts'

/** Properties of `ReviewScreen`. */
export interface ReviewScreenProps {
  readonly scope: string
  readonly show: ReviewShow
  /** What of the address could not be understood. */
  readonly notices: readonly string[]
  /** What the server knew when it made the page; null where the reader's role does not reach. */
  readonly first: ListAccessReviewOutput | null
  readonly may: { readonly confirm: boolean; readonly remove: boolean }
}

/** How many roles one confirmation may name. */
const AT_ONCE = 100

/** Who holds which role, whether they use it, and whether somebody looked at it this quarter. */
export function ReviewScreen({ scope, show, notices, first, may }: ReviewScreenProps) {
  const t = useText('reviews')
  const query = useInfiniteQuery({
    ...accessReviewQuery(scope, show),
    ...(first === null ? {} : { initialData: { pages: [first], pageParams: [''] } }),
  })
  const newest = query.data?.pages.at(-1)
  const bindings = query.data?.pages.flatMap((page) => page.bindings) ?? []
  return (
    <PageFrame crumbs={[{ label: t('members'), href: '/members' }, { label: t('title') }]}>
      <PageHeader
        title={t('title')}
        answer={newest === undefined ? undefined : reviewSentence(t, newest)}
        actions={
          <CsvButton
            name="access-review.csv"
            text={async (seen) => reviewCsv(t, await everyReviewed(scope, show, seen))}
          />
        }
      />
      <TableNotices notices={notices} />
      <p className="max-w-[78ch] text-small text-fg-2">{t('about')}</p>
      <QueryView query={query} what={t('what')}>
        {() => (
          <Roles scope={scope} show={show} bindings={bindings} may={may} isAll={!query.hasNextPage}>
            {query.hasNextPage ? (
              <div className="border-t border-line p-2.5">
                <Button
                  size="small"
                  isBusy={query.isFetchingNextPage}
                  onClick={() => {
                    query.fetchNextPage().catch(() => {}) // the next render shows the outcome
                  }}
                >
                  {t('more')}
                </Button>
              </div>
            ) : null}
          </Roles>
        )}
      </QueryView>
      <DecisionsPanel scope={scope} />
    </PageFrame>
  )
}

interface RolesProps {
  readonly scope: string
  readonly show: ReviewShow
  readonly bindings: readonly ReviewedBinding[]
  readonly may: ReviewScreenProps['may']
  readonly isAll: boolean
  readonly children: React.ReactNode
}

function Roles({ scope, show, bindings, may, isAll, children }: RolesProps) {
  const t = useText('reviews')
  const roles = useText('roles')
  const whereOf = useScopeWords(bindings.map((binding) => binding.scope))
  const router = useRouter()
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const [removing, setRemoving] = useState<ReviewedBinding | null>(null)
  const toggle = (id: string) => {
    const next = new Set(picked)
    if (!next.delete(id)) next.add(id)
    setPicked(next)
  }
  return (
    <Panel
      title={t('roles.title')}
      count={`${bindings.length}${isAll ? '' : '+'}`}
      meta={
        <Segmented
          label={t('roles.show')}
          options={SHOWS.map((each) => ({ value: each, label: t(`show.${each}`) }))}
          value={show}
          onChange={(value) => router.push(reviewHref(value, scope), { scroll: false })}
        />
      }
      isFlush
    >
      {may.confirm ? (
        <ConfirmBar scope={scope} bindings={bindings} picked={picked} onPick={setPicked} />
      ) : null}
      <DataTable
        caption={t('roles.caption')}
        columns={reviewColumns(t, {
          roles,
          whereOf,
          chosen: picked,
          onChoose: may.confirm ? toggle : null,
          onRemove: may.remove ? setRemoving : null,
        })}
        rows={bindings}
        rowKey={({ id }) => id}
        empty={<NothingShown show={show} />}
      />
      {children}
      <RemoveReviewedDialog scope={scope} binding={removing} onClose={() => setRemoving(null)} />
    </Panel>
  )
}

interface ConfirmBarProps {
  readonly scope: string
  readonly bindings: readonly ReviewedBinding[]
  readonly picked: ReadonlySet<string>
  readonly onPick: (picked: ReadonlySet<string>) => void
}

function ConfirmBar({ scope, bindings, picked, onPick }: ConfirmBarProps) {
  const t = useText('reviews')
  const { mutate, error, isPending } = useMutation({
    ...confirmBindings(scope),
    onSuccess: () => onPick(new Set()),
  })
  const open = bindings.filter((binding) => whyNot(t, binding) === undefined && binding.state !== 'confirmed')
  // What was decided meanwhile, by somebody else too, is not chosen any more.
  const chosen = bindings.filter(({ id }) => picked.has(id)).map(({ id }) => id)
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line p-2.5">
      <Button
        kind="ink"
        isBusy={isPending}
        disabledReason={chosen.length === 0 ? t('confirm.none') : undefined}
        onClick={() => mutate({ bindingIds: chosen })}
      >
        {chosen.length === 0 ? t('confirm.act') : t('confirm.some', { count: chosen.length })}
      </Button>
      {open.length > chosen.length ? (
        <Button onClick={() => onPick(new Set(open.slice(0, AT_ONCE).map(({ id }) => id)))}>
          {t('confirm.chooseAll')}
        </Button>
      ) : null}
      {chosen.length > 0 ? (
        <Button onClick={() => onPick(new Set())}>{t('confirm.chooseNone')}</Button>
      ) : null}
      <ErrorLine>{error?.message}</ErrorLine>
    </div>
  )
}

function NothingShown({ show }: { show: ReviewShow }) {
  const t = useText('reviews')
  return <EmptyState title={t(`empty.${show}.title`)}>{t(`empty.${show}.text`)}</EmptyState>
}

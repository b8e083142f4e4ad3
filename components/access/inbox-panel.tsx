'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useText, type Text } from '#components/language/use-text.ts'
import { AppLink } from '#components/ui/app-link.tsx'
import { Button } from '#components/ui/button.tsx'
import { classNames } from '#components/ui/class-names.ts'
import { ErrorLine } from '#components/ui/field.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { SeverityTag } from '#components/ui/severity-tag.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { Age } from '#components/ui/time.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { InboxItem, ListInboxOutput, NoticeView } from '#lib/modules/notifications/schemas.ts'
import { inboxQuery } from './api/inbox-query.ts'
import { markAllRead } from './api/mark-all-read.ts'
import { markRead } from './api/mark-read.ts'

/** What a notice is about, before the title of its incident. */
const PURPOSES = ['page', 'resolved', 'acknowledged'] as const

function purposeWords(t: Text<'shell'>, purpose: string): string {
  const known = PURPOSES.find((one) => one === purpose)
  return known === undefined ? purpose.replaceAll('_', ' ') : t(`inbox.purpose.${known}`)
}

/** Properties of `InboxPanel`. */
export interface InboxPanelProps {
  readonly scope: string
  readonly first: ListInboxOutput
}

/** What was sent to the signed-in member in the scope in view, with read marks. */
export function InboxPanel({ scope, first }: InboxPanelProps) {
  const t = useText('shell')
  const { data } = useQuery({ ...inboxQuery(scope), initialData: first })
  const { mutate, variables, isPending, error } = useMutation(markRead(scope))
  return (
    <Panel
      title={t('inbox.title')}
      count={data.unread === 0 ? t('inbox.allRead') : t('inbox.notRead', { count: data.unread })}
      meta={
        <>
          <span>{t('inbox.newest')}</span>
          {data.unread === 0 ? null : <MarkAll scope={scope} inbox={data} />}
        </>
      }
      isFlush
    >
      {data.items.length === 0 && data.notices.length === 0 ? (
        <div className="p-3.5">
          <EmptyState title={t('inbox.none')}>{t('inbox.noneText')}</EmptyState>
        </div>
      ) : (
        <ul className="divide-y divide-line">
          {data.notices.map((notice) => (
            <OtherNotice
              key={notice.id}
              notice={notice}
              isMarking={isPending && variables.deliveryId === notice.id}
              onRead={() => mutate({ deliveryId: notice.id })}
            />
          ))}
          {data.items.map((item) => (
            <Notice
              key={item.id}
              item={item}
              isMarking={isPending && variables.deliveryId === item.id}
              onRead={() => mutate({ deliveryId: item.id })}
            />
          ))}
        </ul>
      )}
      {error === null ? null : (
        <div className="border-t border-line p-3.5">
          <ErrorLine>{error.message}</ErrorLine>
        </div>
      )}
    </Panel>
  )
}

/** Marks what stands here, and what is older; what comes meanwhile stays new. */
function MarkAll({ scope, inbox }: { scope: string; inbox: ListInboxOutput }) {
  const t = useText('shell')
  const show = useToast()
  const { mutate, isPending } = useMutation({
    ...markAllRead(scope),
    onSuccess: ({ marked }) => show({ text: t('inbox.marked', { count: marked }) }),
    onError: (problem) => show({ text: problem.message, tone: 'failed' }),
  })
  const newest = [...inbox.items, ...inbox.notices]
    .map(({ at }) => at)
    .toSorted()
    .at(-1)
  if (newest === undefined) return null
  return (
    <Button size="small" isBusy={isPending} onClick={() => mutate({ until: newest })}>
      {t('inbox.markAll')}
    </Button>
  )
}

interface OtherNoticeProps {
  readonly notice: NoticeView
  readonly isMarking: boolean
  readonly onRead: () => void
}

/** A notice that is about no incident. */
function OtherNotice({ notice, isMarking, onRead }: OtherNoticeProps) {
  const t = useText('shell')
  const isNew = notice.readAt === null
  return (
    <li
      className={classNames(
        'flex items-start gap-2.5 px-3.5 py-2.5',
        isNew && 'shadow-[inset_2px_0_0_var(--bw-accent)]',
      )}
    >
      <div className="min-w-0 grow">
        <p className={isNew ? 'font-medium' : ''}>
          <AppLink href={notice.path} className="inline-block min-h-6 hover:text-accent">
            {notice.title}
          </AppLink>
        </p>
        <p className="text-small whitespace-pre-line text-fg-3">
          {notice.text} <Age at={notice.at} />
        </p>
      </div>
      {isNew ? (
        <Button
          size="small"
          aria-label={t('inbox.markNamed', { name: notice.title })}
          isBusy={isMarking}
          onClick={onRead}
        >
          {t('inbox.mark')}
        </Button>
      ) : (
        <span className="text-small text-fg-3">{t('inbox.read')}</span>
      )}
    </li>
  )
}

interface NoticeProps {
  readonly item: InboxItem
  readonly isMarking: boolean
  readonly onRead: () => void
}

function Notice({ item, isMarking, onRead }: NoticeProps) {
  const t = useText('shell')
  const isNew = item.readAt === null
  return (
    <li
      className={classNames(
        'flex items-start gap-2.5 px-3.5 py-2.5',
        isNew && 'shadow-[inset_2px_0_0_var(--bw-accent)]',
      )}
    >
      <span className="mt-px">
        <SeverityTag severity={item.severity} />
      </span>
      <div className="min-w-0 grow">
        <p className={isNew ? 'font-medium' : ''}>
          <AppLink href={`/incidents/${item.incidentId}`} className="inline-block min-h-6 hover:text-accent">
            {item.title}
          </AppLink>
        </p>
        <p className="text-small text-fg-3">
          {purposeWords(t, item.purpose)}, {item.code}, <Age at={item.at} />
        </p>
      </div>
      {isNew ? (
        <Button
          size="small"
          aria-label={t('inbox.markNamed', { name: item.code })}
          isBusy={isMarking}
          onClick={onRead}
        >
          {t('inbox.mark')}
        </Button>
      ) : (
        <span className="text-small text-fg-3">{t('inbox.read')}</span>
      )}
    </li>
  )
}

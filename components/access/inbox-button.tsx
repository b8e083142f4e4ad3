'use client'
import { useQuery } from '@tanstack/react-query'
import { useText } from '#components/language/use-text.ts'
import { Pop } from '#components/shell/pop.tsx'
import { FetchedPart } from '#components/ui/fetched-part.tsx'
import { fetched } from '#components/ui/fetched.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { inboxQuery } from './api/inbox-query.ts'

const InboxPanel = fetched(async () => (await import('./inbox-panel.tsx')).InboxPanel)

/** What was sent to the member in the scope in view, in the top bar, with how much of it is not read. */
export function InboxButton({ scope }: { scope: string }) {
  const t = useText('shell')
  const { data, error } = useQuery(inboxQuery(scope))
  const unread = data?.unread ?? 0
  const waits = <p className="p-4 text-fg-3">{t('inbox.loading')}</p>
  return (
    <Pop
      title={t('inbox.title')}
      command="inbox"
      kind="ghost"
      label={unread === 0 ? t('inbox.title') : t('inbox.unread', { count: unread })}
      buttonClassName="relative aspect-square px-0!"
      className="max-h-[70dvh] overflow-y-auto sm:w-[440px]"
      button={
        <>
          <Icon name="bell" />
          {unread === 0 ? null : (
            <span
              aria-hidden="true"
              className="absolute -top-1 -right-1 min-w-4 rounded-full bg-accent px-1 text-[10px] leading-4 font-semibold text-panel"
            >
              {unread > 99 ? '99+' : unread}
            </span>
          )}
        </>
      }
    >
      {data === undefined ? (
        error === null ? (
          waits
        ) : (
          <p role="alert" className="p-4">
            {t('inbox.failed', { why: error.message })}
          </p>
        )
      ) : (
        <FetchedPart waits={waits}>
          <InboxPanel scope={scope} first={data} />
        </FetchedPart>
      )}
    </Pop>
  )
}

'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { put } from '#components/language/put.ts'
import { useText } from '#components/language/use-text.ts'
import { useScope, useShell } from '#components/shell/shell-context.tsx'
import { AppLink } from '#components/ui/app-link.tsx'
import { Button } from '#components/ui/button.tsx'
import { useNow } from '#components/ui/clock.tsx'
import { countdownText } from '#components/ui/countdown-text.ts'
import { Icon } from '#components/ui/icon.tsx'
import { Moment } from '#components/ui/time.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { ViewAsView } from '#lib/modules/access/schemas.ts'
import { endViewAs, viewAsQuery } from './api/view-as.ts'
import { scopeAbove } from './scope-above.ts'

/** A view that ends elsewhere (another tab, the permission, its time) is noticed within this many milliseconds. */
const LOOK_EVERY_MS = 4000

/** On every page while this session looks as a tenant: who, as which tenant, why, until when, and the way out. */
export function ViewAsBanner() {
  const { scopes, viewAs: first } = useShell()
  const mayLook = scopes.some(({ kind }) => kind !== 'tenant')
  const { data } = useQuery({
    ...viewAsQuery(),
    // From the first paint on: a page without it would pass for one's own.
    initialData: { viewAs: first },
    enabled: mayLook,
    refetchInterval: ({ state }) => (state.data?.viewAs ? LOOK_EVERY_MS : false),
  })
  const viewAs = data.viewAs
  useFreshPages(viewAs?.id ?? null)
  return viewAs === null ? null : <Banner viewAs={viewAs} />
}

/** What the server has rendered belongs to another reader once a view begins or ends: it is asked for again. */
function useFreshPages(id: string | null): void {
  const router = useRouter()
  const client = useQueryClient()
  const before = useRef(id)
  useEffect(() => {
    if (before.current === id) return
    before.current = id
    client.invalidateQueries().catch(() => {}) // a refresh that fails shows itself where its data is shown
    router.refresh()
  }, [id, client, router])
}

function Banner({ viewAs }: { viewAs: ViewAsView }) {
  const t = useText('shell')
  const { scopes } = useShell()
  const isHere = useScope()?.param === `tenant:${viewAs.tenantId}`
  const left = new Date(viewAs.expiresAt).getTime() - useNow().getTime()
  const show = useToast()
  const { mutate, isPending } = useMutation({
    ...endViewAs(scopeAbove(scopes, viewAs.platformId)),
    onError: (problem) => show({ text: problem.message, tone: 'failed' }),
  })
  return (
    <aside
      aria-label={t('viewAs.label')}
      className="sticky top-0 z-20 flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line-strong bg-ink px-(--bw-gutter) py-2 text-small text-on-ink"
    >
      <Icon name="person" size={14} />
      <p className="min-w-0 flex-1 basis-64">
        <strong className="font-semibold">
          {t(isHere ? 'viewAs.here' : 'viewAs.elsewhere', {
            member: viewAs.memberName,
            tenant: viewAs.tenantName,
          })}
        </strong>{' '}
        <span className="break-words">“{viewAs.reason}”</span>{' '}
        <span className="whitespace-nowrap">
          {t.rich('viewAs.until', {
            moment: put(<Moment at={viewAs.expiresAt} />),
            left: countdownText(left),
          })}
        </span>
      </p>
      {isHere ? null : (
        <AppLink href={`/?scope=tenant:${viewAs.tenantId}`} className="underline">
          {t('viewAs.go')}
        </AppLink>
      )}
      <Button size="small" isBusy={isPending} onClick={() => mutate({})}>
        {t('viewAs.leave')}
      </Button>
    </aside>
  )
}

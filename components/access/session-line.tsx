'use client'
import { put } from '#components/language/put.ts'
import { useText } from '#components/language/use-text.ts'
import { Moment } from '#components/ui/time.tsx'
import type { SessionView } from '#lib/modules/access/schemas.ts'

const WAYS = ['password', 'passkey', 'link', 'oidc', 'saml'] as const

/** One session: the device, and from where, how and when it was used. */
export function SessionLine({ session }: { session: SessionView }) {
  const t = useText('sessions')
  const way = WAYS.find((one) => one === session.way)
  return (
    <>
      <p className="font-medium">{session.device}</p>
      <p className="text-small break-words text-fg-3">
        {t.rich('line', {
          address: session.address ?? t('noAddress'),
          way: way === undefined ? session.way : t(`way.${way}`),
          since: put(<Moment at={session.createdAt} />),
          last: put(<Moment at={session.lastSeenAt} />),
        })}
      </p>
    </>
  )
}

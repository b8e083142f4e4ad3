import { Moment } from '#components/ui/time.tsx'
import type { SessionView } from '#lib/modules/access/schemas.ts'

/** One session: the device, and from where, how and when it was used. */
export function SessionLine({ session }: { session: SessionView }) {
  return (
    <>
      <p className="font-medium">{session.device}</p>
      <p className="text-small break-words text-fg-3">
        {session.address ?? 'address not known'}, by {session.way}, since <Moment at={session.createdAt} />,
        last used <Moment at={session.lastSeenAt} />
      </p>
    </>
  )
}

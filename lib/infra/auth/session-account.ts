import { createHash } from 'node:crypto'
import type { Clock } from '#lib/core/clock.ts'
import type { Database } from '#lib/infra/db/index.ts'
import type { Keyring } from './keys.ts'
import { mayLive } from './living-session.ts'
import { cookieValue, readSessionCookie, sessionCookie } from './session-cookie.ts'
import { sessionHashes } from './session-id.ts'

/** For how long it is believed whose session a cookie is. Nothing is opened by it: it says with whom a request is counted. */
const KEPT_MS = 60_000
/** Cookies remembered at once; beyond it the first one goes. */
const MOST_COOKIES = 10_000

/** What it takes to know whose session a cookie is. */
interface SessionAccountDeps {
  readonly database: Database
  readonly keyring: Keyring
  readonly clock: Clock
  readonly publicUrl: string
}

/** The id of the member whose live session a Cookie header names; null for nobody, and while nobody can tell. */
export type SessionAccounts = (cookies: string | null) => Promise<string | null>

/**
 * Says whose session a cookie is, and remembers it. Only what we encrypted ourselves is looked up: a forged cookie costs
 * no question to the database and leaves nothing behind. `own` gives undefined while the process has no database yet.
 */
export function createSessionAccounts(own: () => SessionAccountDeps | undefined): SessionAccounts {
  const known = new Map<string, { readonly account: Promise<string | null>; readonly until: number }>()
  return async (cookies) => {
    const deps = own()
    if (deps === undefined) return null
    const value = cookieValue(cookies, sessionCookie(deps.publicUrl).name)
    if (value === null) return null
    // By its digest: what is remembered here opens nothing.
    const key = createHash('sha256').update(value).digest('base64')
    const now = deps.clock.now()
    const kept = known.get(key)
    if (kept !== undefined && kept.until > now.getTime()) return await kept.account
    // The question itself is remembered, so that requests that come together ask once.
    const account = ask(deps, value, now).then((found) => {
      if (found === undefined) known.delete(key)
      return found ?? null
    })
    known.delete(key)
    known.set(key, { account, until: now.getTime() + KEPT_MS })
    const [first] = known.keys()
    if (known.size > MOST_COOKIES && first !== undefined) known.delete(first)
    return await account
  }
}

/** The account of a cookie, null for nobody's; undefined for what is not worth remembering. */
async function ask(deps: SessionAccountDeps, value: string, now: Date): Promise<string | null | undefined> {
  const sid = await readSessionCookie(deps.keyring, value)
  if (sid === null) return undefined
  try {
    return await findAccount(deps, sid, now)
  } catch {
    // A database that does not answer says so on the page itself; until it does, the network is counted.
    return undefined
  }
}

/** Not that of a session that ended, by somebody's hand, its time or a rest that no role allows: whoever kept such a cookie would use up what its member may ask for. */
const findAccount = async (
  { database, keyring }: SessionAccountDeps,
  sid: string,
  now: Date,
): Promise<string | null> =>
  await database.asAuth(async (tx) => {
    const session = await tx.session.findFirst({
      where: {
        hash: { in: sessionHashes(keyring, sid) },
        ...mayLive(now),
        member: { state: 'active' },
      },
      select: { memberId: true },
    })
    return session?.memberId ?? null
  })

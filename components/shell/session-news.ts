import { isRecord } from '#lib/core/unsafe.ts'

/** What the server says of the session of this page; times in milliseconds since 1970. */
export interface SessionNews {
  /** A mark of what the member may do in this scope; another one means other rights. */
  readonly access: string
  readonly idleEndsAt: number
  readonly endsAt: number
  readonly idleMinutes: number
}

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const timeOf = (value: unknown): number => (typeof value === 'string' ? Date.parse(value) : Number.NaN)

/** Reads a `session` event; null for anything else, and for streams that no session is behind. */
export function readSessionNews(data: string): SessionNews | null {
  const told = jsonOf(data)
  if (!isRecord(told)) return null
  const [access, idleMinutes] = [told['access'], told['idleMinutes']]
  const [idleEndsAt, endsAt] = [timeOf(told['idleEndsAt']), timeOf(told['endsAt'])]
  if (typeof access !== 'string' || typeof idleMinutes !== 'number') return null
  return Number.isNaN(idleEndsAt + endsAt) ? null : { access, idleEndsAt, endsAt, idleMinutes }
}

/** Why a stream ended: nobody is signed in any more, the tenant was suspended, or the member has no access to this scope. */
export function readEnding(data: string): 'signed_out' | 'suspended' | 'no_access' {
  const told = jsonOf(data)
  const code = isRecord(told) ? told['code'] : undefined
  if (code === 'unauthenticated') return 'signed_out'
  return code === 'suspended' ? 'suspended' : 'no_access'
}

/** What the page shows of a session: nothing, a question whether anybody is there, or that it ends whatever is done. */
export type SessionWarning =
  | { readonly kind: 'none' }
  | { readonly kind: 'idle' | 'final'; readonly leftMs: number }

/** What to show at `now`, `leadMs` before the end. */
export function warningAt(news: SessionNews | null, leadMs: number, now: number): SessionWarning {
  if (news === null) return { kind: 'none' }
  if (news.endsAt - now <= leadMs) return { kind: 'final', leftMs: Math.max(0, news.endsAt - now) }
  if (news.idleEndsAt - now <= leadMs) return { kind: 'idle', leftMs: Math.max(0, news.idleEndsAt - now) }
  return { kind: 'none' }
}

/** How often at most the server is told that somebody is there, milliseconds: often enough for short limits, too. */
export const tellEveryMs = (idleMinutes: number): number => Math.min(30_000, (idleMinutes * 60_000) / 8)

import { DomainError } from '#lib/core/errors.ts'

/**
 * What a route costs and who may be hurt by it: `sign-in` is counted per network (nobody is known there yet), all others
 * per member, key or token. The engine has classes of its own.
 */
export const ROUTE_CLASSES = ['sign-in', 'reading', 'writing', 'query', 'export'] as const
/** A class of routes. */
export type RouteClass = (typeof ROUTE_CLASSES)[number]

/** Requests per minute by class, for one subject in one process; as many may come at once. */
export type RateLimits = Readonly<Record<RouteClass, number>>

const READING_METHODS: readonly string[] = ['GET', 'HEAD', 'OPTIONS']

/** The class of a route that declares none: by what its method may do, and by whether anybody has signed in. */
export function classOf(
  { rate, permission }: { readonly rate: RouteClass | null; readonly permission: string },
  method: string,
): RouteClass {
  if (rate !== null) return rate
  if (READING_METHODS.includes(method)) return 'reading'
  return permission === 'public' ? 'sign-in' : 'writing'
}

/** Whether a request is let in; if not, for how many seconds, and the how-manieth refusal it is since half of the minute's requests were free. */
export type Admission =
  | { readonly isAllowed: true }
  | { readonly isAllowed: false; readonly retryAfterSeconds: number; readonly refusals: number }

/** Counts requests by class and subject. */
export interface RateLimiter<Kind extends string = RouteClass> {
  /** Requests per minute by class. */
  readonly limits: Readonly<Record<Kind, number>>
  /** Takes one request; `now` in milliseconds of any steady clock. */
  readonly take: (kind: Kind, subject: string, now: number) => Admission
}

interface Bucket {
  tokens: number
  at: number
  refusals: number
}

/** Subjects remembered at once; beyond it those go that were quiet longest: their buckets are full again or nearly so. */
const MOST_SUBJECTS = 50_000

/** A token bucket per class and subject: a minute's worth at once, refilled steadily. */
export function createRateLimiter<Kind extends string>(
  limits: Readonly<Record<Kind, number>>,
  mostSubjects: number = MOST_SUBJECTS,
): RateLimiter<Kind> {
  const buckets = new Map<string, Bucket>()
  return {
    limits,
    take(kind, subject, now) {
      const key = `${kind}|${subject}`
      const perMs = limits[kind] / 60_000
      const bucket = buckets.get(key) ?? { tokens: limits[kind], at: now, refusals: 0 }
      bucket.tokens = Math.min(limits[kind], bucket.tokens + (now - bucket.at) * perMs)
      bucket.at = now
      // In the order of their last use, so that the first one is the quietest.
      buckets.delete(key)
      buckets.set(key, bucket)
      const [quietest] = buckets.keys()
      if (buckets.size > mostSubjects && quietest !== undefined) buckets.delete(quietest)
      // One request that is let in between thousands does not end a flood: it would be noted anew each time.
      if (bucket.tokens >= limits[kind] / 2) bucket.refusals = 0
      if (bucket.tokens >= 1) {
        bucket.tokens -= 1
        return { isAllowed: true }
      }
      bucket.refusals += 1
      const retryAfterSeconds = Math.ceil((1 - bucket.tokens) / perMs / 1000)
      return { isAllowed: false, retryAfterSeconds, refusals: bucket.refusals }
    },
  }
}

/** The refusal of a request above its rate, RFC 6585 §4 with Retry-After. */
export const tooManyRequests = (kind: string, perMinute: number, retryAfterSeconds: number): DomainError =>
  new DomainError(
    'limit_exceeded',
    `Too many requests of the class ${kind}: ${perMinute} a minute are answered. Try again in ${retryAfterSeconds} seconds.`,
    { retryAfterSeconds },
  )

/**
 * How many refusals the note of this one stands for: only the first, second, fourth, eighth … are noted, so that a flood
 * costs a few rows; 0 for one that is not noted itself.
 */
export const refusalsNoted = (refusals: number): number =>
  Number.isInteger(Math.log2(refusals)) ? refusals - Math.floor(refusals / 2) : 0

import { z } from 'zod'
import { DomainError } from '#lib/core/errors.ts'
import { parseAllowList } from '#lib/infra/http/outgoing/allow-list.ts'
import { parseDenyList } from '#lib/infra/http/outgoing/deny-list.ts'
import { isProxyList } from './trusted-proxies.ts'

const port = (fallback: number) =>
  z.coerce
    .number('a port is a whole number, e.g. 3000')
    .int('a port is a whole number')
    .min(1, 'a port lies between 1 and 65535')
    .max(65_535, 'a port lies between 1 and 65535')
    .default(fallback)
const seconds = (fallback: number) =>
  z.coerce.number('a number of seconds, e.g. 15').positive('more than 0 seconds').default(fallback)
const perMinute = (fallback: number) =>
  z.coerce
    .number(`a number of requests per minute, e.g. ${fallback}`)
    .int('a whole number of requests')
    .min(1, 'at least 1 request per minute')
    .max(10_000_000, 'at most 10000000 requests per minute')
    .default(fallback)
const url = (protocols: readonly string[]) =>
  z
    .string()
    .refine(
      (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol.slice(0, -1)),
      `an address that begins with ${protocols.map((p) => `${p}://`).join(' or ')}`,
    )
/** A list that `parse` reads; its complaint is the fault. Empty unless set. */
const readable = (parse: (text: string) => unknown) =>
  z
    .string()
    .superRefine((text, context) => {
      try {
        parse(text)
      } catch (error) {
        const [fault] = error instanceof DomainError ? error.faults : []
        context.addIssue({ code: 'custom', message: fault?.problem ?? 'a list, separated by commas' })
      }
    })
    .default('')
const postgres = url(['postgres', 'postgresql'])

/** Hosts on which browsers keep `__Host-` cookies although the page came over plain http. */
const LOCAL_HOSTS = ['localhost', '127.0.0.1', '[::1]']

/** Every setting: name, shape, default. `.env.example` documents the same list, and a test compares the two. */
export const envSchema = z.object({
  BAILIWICK_SECRET: z.string().min(32, 'at least 32 characters; `openssl rand -hex 32` makes one').optional(),
  BAILIWICK_SECRET_PREVIOUS: z.string().min(32, 'at least 32 characters, as BAILIWICK_SECRET').optional(),
  DATA_DIR: z.string().min(1).optional(),
  DATABASE_URL: postgres.optional(),
  REDIS_URL: url(['redis', 'rediss']).optional(),
  PORT: port(3000),
  ENGINE_PORT: port(9190),
  JOBS_PORT: port(9191),
  WATCHER_PORT: port(9192),
  HOST: z.string().default('127.0.0.1'),
  TRUSTED_PROXIES: z
    .string()
    .refine(isProxyList, 'addresses or networks of your proxies, e.g. `127.0.0.1, 10.1.0.0/16`, or `none`')
    .optional(),
  PUBLIC_URL: url(['http', 'https'])
    .refine(
      (text) =>
        !URL.canParse(text) ||
        new URL(text).protocol === 'https:' ||
        LOCAL_HOSTS.includes(new URL(text).hostname),
      'must be https unless the host is localhost: browsers drop the sign-in cookie over plain http (deploy/Caddyfile shows how)',
    )
    .optional(),
  ENGINE_PUBLIC_URL: url(['http', 'https']).optional(),
  ENGINE_URL: url(['http', 'https']).optional(),
  WATCHER_URL: url(['http', 'https']).optional(),
  WEB_URL: url(['http', 'https']).optional(),
  SMTP_URL: url(['smtp', 'smtps']).optional(),
  MAIL_FROM: z.string().min(3).default('Bailiwick <bailiwick@localhost>'),
  WATCHER_WEBHOOK_URL: url(['http', 'https']).optional(),
  WATCHER_TIMEOUT_SECONDS: seconds(180),
  SELF_SCRAPE_SECONDS: seconds(5),
  RULE_INTERVAL_SECONDS: seconds(15),
  SWEEP_SECONDS: seconds(15),
  CANARY_INTERVAL_SECONDS: seconds(900),
  LEASE_SECONDS: seconds(30),
  METRICS_RETENTION_HOURS: z.coerce.number('a number of hours, e.g. 6').positive().max(744).default(6),
  API_KEY_MAX_DAYS: z.coerce
    .number('a number of days, e.g. 365')
    .int('a whole number of days')
    .min(1, 'at least 1 day')
    .max(3650, 'at most 3650 days')
    .default(365),
  VIEW_AS_MINUTES: z.coerce
    .number('a number of minutes, e.g. 30')
    .positive('more than 0 minutes')
    .max(480, 'at most 480 minutes, which is a working day')
    .default(30),
  APPROVAL_HOURS: z.coerce
    .number('a number of hours, e.g. 24')
    .positive('more than 0 hours')
    .max(720, 'at most 720 hours')
    .default(24),
  AUDIT_ANCHOR_MINUTES: z.coerce
    .number('a number of minutes, e.g. 15')
    .min(10, 'at least 10 minutes')
    .max(60, 'at most 60 minutes')
    .default(15),
  ERASURE_LOG: z.string().min(1).optional(),
  S3_ENDPOINT: url(['http', 'https']).optional(),
  S3_REGION: z.string().min(1).default('us-east-1'),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'the name of a bucket')
    .optional(),
  S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  S3_LOCK_DAYS: z.coerce.number('a number of days, e.g. 365').int().min(1).max(36_500).default(365),
  EXPORT_DIR: z.string().min(1).optional(),
  RATE_SIGN_IN_PER_MINUTE: perMinute(1200),
  RATE_READING_PER_MINUTE: perMinute(12_000),
  RATE_WRITING_PER_MINUTE: perMinute(6000),
  RATE_QUERY_PER_MINUTE: perMinute(6000),
  RATE_EXPORT_PER_MINUTE: perMinute(600),
  RATE_INGEST_PER_MINUTE: perMinute(60_000),
  RATE_STATUS_PER_MINUTE: perMinute(1200),
  OUTGOING_ALLOW: readable(parseAllowList),
  OUTGOING_DENY: readable(parseDenyList),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error'], 'one of trace, debug, info, warn, error')
    .default('info'),
  BAILIWICK_KIT: z.enum(['0', '1'], 'either 0 or 1').default('0'),
  // Set by `npm start` for its own processes.
  BAILIWICK_STATE_DIR: z.string().optional(),
  DB_URL_AUTH: postgres.optional(),
  DB_URL_TENANT: postgres.optional(),
  DB_URL_STAFF: postgres.optional(),
  DB_URL_ENGINE: postgres.optional(),
  DB_URL_JOBS: postgres.optional(),
  DB_URL_BACKUP: postgres.optional(),
})

/** The validated settings of one process; the addresses derived from the ports are filled in. */
export type Config = z.infer<typeof envSchema> & {
  readonly PUBLIC_URL: string
  readonly TRUSTED_PROXIES: string
  readonly ENGINE_PUBLIC_URL: string
  /** Where our own processes reach the engine, the watcher and the web process. */
  readonly ENGINE_URL: string
  readonly WATCHER_URL: string
  readonly WEB_URL: string
}

/** How this machine reaches what listens on `host`, as it stands in a URL. */
export function reachableHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}

/** Only a proxy gives https, and where we listen on this machine alone it stands on it; nobody else is believed unasked. */
function defaultProxies({ HOST, PUBLIC_URL = '' }: z.infer<typeof envSchema>): string {
  const isHere = HOST === 'localhost' || HOST === '::1' || HOST.startsWith('127.')
  return isHere && PUBLIC_URL.startsWith('https:') ? '127.0.0.0/8, ::1' : 'none'
}

const withoutSlash = (address: string): string => address.replace(/\/+$/, '')

/** Thrown at boot: the message lists each faulty variable, what is wrong with it and what would be right. */
export class ConfigError extends Error {
  constructor(faults: readonly string[]) {
    super(`settings refused:\n${faults.map((fault) => `  ${fault}`).join('\n')}`)
    this.name = 'ConfigError'
  }
}

/** Validates an environment once, at boot. Empty strings count as absent. Throws ConfigError naming every fault. */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = envSchema.safeParse(given)
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`))
  }
  const { data } = parsed
  const local = `http://${reachableHost(data.HOST)}`
  return {
    ...data,
    TRUSTED_PROXIES: data.TRUSTED_PROXIES ?? defaultProxies(data),
    PUBLIC_URL: withoutSlash(data.PUBLIC_URL ?? `http://localhost:${data.PORT}`),
    ENGINE_PUBLIC_URL: withoutSlash(data.ENGINE_PUBLIC_URL ?? `http://localhost:${data.ENGINE_PORT}`),
    ENGINE_URL: withoutSlash(data.ENGINE_URL ?? `${local}:${data.ENGINE_PORT}`),
    WATCHER_URL: withoutSlash(data.WATCHER_URL ?? `${local}:${data.WATCHER_PORT}`),
    WEB_URL: withoutSlash(data.WEB_URL ?? `${local}:${data.PORT}`),
  }
}

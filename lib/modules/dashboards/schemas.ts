import { z } from 'zod'
import { CONTROL_IN_LINE } from '#lib/core/control-characters.ts'
import { measuredSchema } from '#lib/modules/explain/index.ts'
import { serviceView } from '#lib/modules/tenancy/index.ts'
import { DAY_MARKS } from './domain/days.ts'
import { NEWS_KINDS, NEWS_MARKS } from './domain/news.ts'
import { STATE_ORDER } from './domain/worst-state.ts'

const state = z.enum(STATE_ORDER)
const count = z.number().int()

/** What 90 days in UTC are known for, oldest first, the last one being today. */
const dayStripView = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  marks: z.array(z.enum(DAY_MARKS)).readonly(),
})
/** What 90 days in UTC are known for, oldest first, the last one being today. */
export type DayStripView = z.infer<typeof dayStripView>

const sources = z.object({ reporting: count, all: count, silent: z.array(z.string()) })

/** An open incident in an overview. */
export const openIncident = z.object({
  id: z.string(),
  code: z.string(),
  title: z.string(),
  severity: z.enum(['P0', 'P1', 'P2', 'P3']),
  state: z.enum(['open', 'acknowledged', 'resolved']),
  openedAt: z.iso.datetime(),
  acknowledgedAt: z.iso.datetime().nullable(),
  platformId: z.string(),
  tenantId: z.string().nullable(),
})
/** An open incident in an overview. */
export type OpenIncident = z.infer<typeof openIncident>

/** Output of `fleetOverview`. */
export const fleetOverviewOutput = z.object({
  sentence: z.string(),
  asOf: z.iso.datetime(),
  sources,
  figures: z.object({
    sources: measuredSchema(count),
    tenantsHealthy: measuredSchema(z.number().int()),
    tenants: z.number().int(),
    openIncidents: measuredSchema(z.number().int()),
    pages24h: measuredSchema(z.number().int()),
    errorBudget: measuredSchema(z.number()),
    backupsProved: measuredSchema(z.number().int()),
    cost: measuredSchema(z.string()),
  }),
  platforms: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      isSelf: z.boolean(),
      state,
      tenants: z.number().int(),
      services: z.number().int(),
      openIncidents: z.number().int(),
      reason: z.string(),
      days: dayStripView,
    }),
  ),
  /** The worst tenants, at most 200; `tenantStates` counts all of them. */
  tenants: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      platformId: z.string(),
      platformName: z.string(),
      state,
      isSuspended: z.boolean(),
    }),
  ),
  /** How many tenants are in each state, by platform, worst state first. */
  tenantStates: z.array(z.object({ platformId: z.string(), state, count })),
  incidents: z.array(openIncident),
  /** In the scope of a platform: its shared services, and the worst of its tenants'. Elsewhere empty. */
  services: z.array(serviceView),
})
/** Output of `fleetOverview`. */
export type FleetOverview = z.infer<typeof fleetOverviewOutput>

/** Output of `tenantHome`. */
export const tenantHomeOutput = z.object({
  sentence: z.string(),
  asOf: z.iso.datetime(),
  tenant: z.object({ id: z.string(), name: z.string(), platformName: z.string() }),
  state,
  services: z.array(serviceView),
  /** The last 90 days of each of the tenant's own services, by id. */
  days: z.record(z.string(), dayStripView),
  incidents: z.array(openIncident),
  /** The newest incidents of the last 90 days, open or not. */
  lately: z.array(openIncident.extend({ resolvedAt: z.iso.datetime().nullable() })),
  /** How many incidents were opened in the last 90 days. */
  incidents90d: count,
  sources,
  figures: z.object({
    sources: measuredSchema(count),
    servicesHealthy: measuredSchema(count),
    calmDays: measuredSchema(count),
    openIncidents: measuredSchema(z.number().int()),
    availability: measuredSchema(z.number()),
    usage: measuredSchema(z.number()),
    cost: measuredSchema(z.string()),
    backupsProved: measuredSchema(z.number().int()),
  }),
})
/** Output of `tenantHome`. */
export type TenantHome = z.infer<typeof tenantHomeOutput>

const newsLine = z.object({
  key: z.string(),
  kind: z.enum(NEWS_KINDS),
  mark: z.enum(NEWS_MARKS),
  /** When it changed, or when it will be wrong. */
  at: z.iso.datetime(),
  title: z.string(),
  detail: z.string(),
  /** Name of the tenant or platform that it belongs to; null for the operator's own. */
  whose: z.string().nullable(),
  href: z.string(),
})
/** One thing that changed, or that is about to be wrong. */
export type NewsLineView = z.infer<typeof newsLine>

/** Output of `readNews`. */
export const newsOutput = z.object({
  asOf: z.iso.datetime(),
  changed: z.array(newsLine),
  ahead: z.array(newsLine),
  forecasts: measuredSchema(count),
})
/** Output of `readNews`. */
export type News = z.infer<typeof newsOutput>

const whole = (name: string, most: number) =>
  z.coerce
    .number(`${name} is a whole number from 1 to ${most}`)
    .int(`${name} is a whole number from 1 to ${most}`)
    .min(1, `${name} is at least 1`)
    .max(most, `${name} is at most ${most}`)
const partOfName = z
  .string()
  .trim()
  .max(100, 'at most 100 characters')
  .refine((text) => !CONTROL_IN_LINE.test(text), 'control characters cannot be part of a name')
  .optional()

/** Input of `healthMatrix`: what narrows it, and which page of tenants. */
export const healthMatrixInput = z.strictObject({
  /** Only tenants of this platform. */
  platform: z.uuid('the id of a platform').optional(),
  /** Only tenants with at least one service in this state. */
  state: z.enum(STATE_ORDER, `one of ${STATE_ORDER.join(', ')}`).optional(),
  /** Part of the name of a tenant. */
  tenant: partOfName,
  /** Part of the name of a service. */
  service: partOfName,
  page: whole('page', 10_000).default(1),
  limit: whole('limit', 100).default(25),
})
/** Input of `healthMatrix`. */
export type HealthMatrixInput = z.input<typeof healthMatrixInput>

/** Output of `healthMatrix`. */
export const healthMatrixOutput = z.object({
  asOf: z.iso.datetime(),
  figures: z.object({
    healthy: measuredSchema(count),
    down: measuredSchema(count),
    degraded: measuredSchema(count),
    unknown: measuredSchema(count),
  }),
  /** Tenants in scope, and those that pass the filter. */
  tenants: count,
  matching: count,
  page: count,
  limit: count,
  /** Tenants by their worst state, and cells by their own, worst first; states without any are left out. */
  states: z.array(z.object({ state, tenants: count, cells: count })),
  /** The services, least healthy first, at most 60. */
  columns: z.array(z.object({ name: z.string(), cells: count, unhealthy: count })),
  columnsInAll: count,
  rows: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      platformId: z.string(),
      platformName: z.string(),
      isSuspended: z.boolean(),
      /** Its worst state. */
      state,
      counts: z.array(z.object({ state, count })),
      /** What the tenant has; other columns are none of its services. */
      cells: z.array(
        z.object({
          /** Index in `columns`. */
          column: count,
          serviceId: z.string(),
          state,
          isShared: z.literal(true).exactOptional(),
        }),
      ),
    }),
  ),
})
/** Output of `healthMatrix`. */
export type HealthMatrix = z.infer<typeof healthMatrixOutput>

/** Input of `serviceOverview`. */
export const serviceOverviewInput = z.strictObject({ serviceId: z.uuid('the id of a service') })
/** Input of `serviceOverview`. */
export type ServiceOverviewInput = z.input<typeof serviceOverviewInput>

/** Output of `serviceOverview`. */
export const serviceOverviewOutput = z.object({
  asOf: z.iso.datetime(),
  days: dayStripView,
  figures: z.object({
    traffic: measuredSchema(z.number()),
    errors: measuredSchema(z.number()),
    latency: measuredSchema(z.number()),
    saturation: measuredSchema(z.number()),
    calmDays: measuredSchema(count),
    dependencies: measuredSchema(count),
  }),
})
/** Output of `serviceOverview`. */
export type ServiceOverview = z.infer<typeof serviceOverviewOutput>

/** Input of `search`. */
export const searchInput = z.object({
  q: z.string().trim().min(1, 'at least one character to look for').max(100, 'at most 100 characters'),
})
/** Input of `search`. */
export type SearchInput = z.input<typeof searchInput>

/** Output of `search`: what was found, and where it opens. */
export const searchOutput = z.object({
  results: z.array(
    z.object({
      kind: z.enum([
        'platform',
        'tenant',
        'service',
        'source',
        'rule',
        'incident',
        'member',
        'key',
        'target',
        'request',
        'provider',
        'view',
        'invitation',
      ]),
      id: z.string(),
      title: z.string(),
      detail: z.string(),
      href: z.string(),
    }),
  ),
})
/** Output of `search`. */
export type SearchOutput = z.infer<typeof searchOutput>

const expression = z
  .string('a PromQL expression, e.g. up')
  .min(1, 'a PromQL expression, e.g. up')
  .max(10_000, 'at most 10000 characters')
const parameter = (what: string) => z.string(what).min(1, what).max(40, what)
const moment = parameter('a time: seconds since 1970, or e.g. 2026-11-20T14:32:07Z')
const duration = parameter('a duration: seconds, or e.g. 1m30s')

/** Input of `queryMetrics`, as in Prometheus' HTTP API; without a time it is now. */
export const queryMetricsInput = z.strictObject({
  query: expression,
  time: moment.optional(),
  timeout: duration.optional(),
})
/** Input of `queryMetrics`, as in Prometheus' HTTP API; without a time it is now. */
export type QueryMetricsInput = z.input<typeof queryMetricsInput>

/** Input of `queryMetricsRange`, as in Prometheus' HTTP API. */
export const queryMetricsRangeInput = z.strictObject({
  query: expression,
  start: moment,
  end: moment,
  step: duration,
  timeout: duration.optional(),
})
/** Input of `queryMetricsRange`, as in Prometheus' HTTP API. */
export type QueryMetricsRangeInput = z.input<typeof queryMetricsRangeInput>

/** Seconds since 1970 and the value as a text, because JSON has no NaN and no infinities. */
const sample = z.tuple([z.number(), z.string()])
const metric = z.record(z.string(), z.string())

/** Output of `queryMetrics` and `queryMetricsRange`, in the shape of Prometheus' HTTP API. */
export const metricsAnswer = z.object({
  status: z.literal('success'),
  data: z.discriminatedUnion('resultType', [
    z.object({ resultType: z.literal('vector'), result: z.array(z.object({ metric, value: sample })) }),
    z.object({
      resultType: z.literal('matrix'),
      result: z.array(z.object({ metric, values: z.array(sample) })),
    }),
    z.object({ resultType: z.literal('scalar'), result: sample }),
    z.object({ resultType: z.literal('string'), result: sample }),
  ]),
  warnings: z.array(z.string()).optional(),
  infos: z.array(z.string()).optional(),
  /** How a long range was thinned: the width of its buckets in seconds, and the sentence that a chart prints. */
  thinned: z.object({ bucketSeconds: z.number().positive(), note: z.string() }).optional(),
})
/** Output of `queryMetrics` and `queryMetricsRange`, in the shape of Prometheus' HTTP API. */
export type MetricsAnswer = z.infer<typeof metricsAnswer>

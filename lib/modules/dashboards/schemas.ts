import { z } from 'zod'
import { measuredSchema } from '#lib/modules/explain/index.ts'
import { serviceView } from '#lib/modules/tenancy/index.ts'
import { STATE_ORDER } from './domain/worst-state.ts'

const state = z.enum(STATE_ORDER)

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
  sources: z.object({ reporting: z.number().int(), all: z.number().int(), silent: z.array(z.string()) }),
  figures: z.object({
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
    }),
  ),
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
  incidents: z.array(openIncident),
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
  incidents: z.array(openIncident),
  figures: z.object({
    openIncidents: measuredSchema(z.number().int()),
    availability: measuredSchema(z.number()),
    usage: measuredSchema(z.number()),
    cost: measuredSchema(z.string()),
    backupsProved: measuredSchema(z.number().int()),
  }),
})
/** Output of `tenantHome`. */
export type TenantHome = z.infer<typeof tenantHomeOutput>

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
      kind: z.enum(['platform', 'tenant', 'service', 'source', 'rule', 'incident']),
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
})
/** Output of `queryMetrics` and `queryMetricsRange`, in the shape of Prometheus' HTTP API. */
export type MetricsAnswer = z.infer<typeof metricsAnswer>

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
    z.object({ id: z.string(), name: z.string(), platformId: z.string(), platformName: z.string(), state }),
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

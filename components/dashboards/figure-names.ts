/** The key numbers of a fleet or of one platform, by their names in addresses, which are the same in all languages. */
export const FLEET_FIGURES = [
  'tenants-healthy',
  'open-incidents',
  'lowest-error-budget',
  'pages-last-24-h',
  'backups-proved',
  'cost-this-month',
] as const

/** The key numbers of a tenant. */
export const TENANT_FIGURES = [
  'availability-30-days',
  'services-healthy',
  'open-incidents',
  'days-without-incident',
  'cost-this-month',
  'backups-proved',
] as const

/** The key numbers of a service. */
export const SERVICE_FIGURES = [
  'traffic',
  'errors',
  'p95-response',
  'processor-time',
  'days-without-incident',
] as const

/** The key numbers of the health matrix. */
export const MATRIX_FIGURES = [
  'tenants-healthy',
  'services-down',
  'services-degraded',
  'no-data-or-stale',
] as const

/** A key number of an overview; its label is the text `figure.<name>`. */
export type FigureName =
  | (typeof FLEET_FIGURES)[number]
  | (typeof TENANT_FIGURES)[number]
  | (typeof SERVICE_FIGURES)[number]
  | (typeof MATRIX_FIGURES)[number]

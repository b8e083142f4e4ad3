export { fleetOverview } from './fleet-overview.ts'
export { search } from './search.ts'
export { tenantHome } from './tenant-home.ts'

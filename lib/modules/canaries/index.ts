export { checkCanaries, type CanaryLink, type CanaryResult } from './check-canaries.ts'
export { ensureCanaries } from './ensure-canaries.ts'
export { listCanaries } from './list-canaries.ts'

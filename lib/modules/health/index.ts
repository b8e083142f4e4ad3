export { checkReadiness, type ReadinessParts } from './check-readiness.ts'
export { ensureSelfPlatform } from './ensure-self-platform.ts'

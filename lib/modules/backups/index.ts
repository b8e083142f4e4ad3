export { restoreDump } from './restore-dump.ts'
export type { Manifest } from './schemas.ts'
export { takeDump } from './take-dump.ts'

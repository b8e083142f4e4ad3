export { restoreDump, type Restored, type RowDifference } from './restore-dump.ts'
export type { Manifest } from './schemas.ts'
export { takeDump, type TakeDumpInput } from './take-dump.ts'

export { measured, notMeasured } from './domain/measured.ts'
export type { Measured } from './domain/measured.ts'
export { measuredSchema } from './schemas.ts'

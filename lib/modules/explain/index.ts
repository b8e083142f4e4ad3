export { measured, notMeasured } from './domain/measured.ts'
export type { Measured, MeasuredBasis, MeasuredInput, MissingValue } from './domain/measured.ts'
export { measuredSchema } from './schemas.ts'

// Loaded before a test file: which cases its properties try. A change is judged by the same cases every time, so a red
// run is a fault of the change; `npm run test:full` looks for new ones (PROPERTY_SEED=random).
import * as fc from 'fast-check'

const { PROPERTY_SEED, PROPERTY_RUNS } = process.env
fc.configureGlobal({
  ...(PROPERTY_SEED === 'random' ? {} : { seed: Number(PROPERTY_SEED ?? 1) }),
  ...(PROPERTY_RUNS === undefined ? {} : { numRuns: Number(PROPERTY_RUNS) }),
})

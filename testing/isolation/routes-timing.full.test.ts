// A foreign id and a missing one take the same time wherever a route takes one: otherwise the time would tell which ids exist.
import { runTiming } from './routes-timing.ts'

await runTiming({ rounds: 60 })

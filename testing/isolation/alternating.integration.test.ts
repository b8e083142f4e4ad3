// Bar test 7 with a few rounds. All of them: alternating.full.test.ts.
import { runAlternating } from './alternating.ts'

await runAlternating(5)

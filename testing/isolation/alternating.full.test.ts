// Bar test 7: each reading route is asked by two tenants in turn, 1,000 times in all.
import { runAlternating } from './alternating.ts'

await runAlternating(250)

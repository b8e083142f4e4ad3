// Bar tests 1 and 2: every route, every role, by session and by API key.
import { runMatrix } from './run-matrix.ts'

await runMatrix({ withKeys: true })

// Bar test 7 for pages, mails, logs and metrics, a few rounds. All of them: alternating-pages.full.test.ts.
import { runAlternatingPages } from './alternating-pages.ts'

runAlternatingPages(1)

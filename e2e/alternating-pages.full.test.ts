// Bar test 7 for pages, mails, logs and metrics: every page is asked for 1,000 times.
import { runAlternatingPages } from './alternating-pages.ts'

runAlternatingPages(125)

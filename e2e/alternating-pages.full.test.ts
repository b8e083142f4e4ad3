// Bar test 7 for pages, mails, logs and metrics: every page is asked for 1,000 times.
import { runAlternatingPages, WITHOUT_LIMIT } from './alternating-pages.ts'
import { inhabit } from './support/inhabited.ts'

runAlternatingPages(inhabit(WITHOUT_LIMIT), 125)

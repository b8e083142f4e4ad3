// Lists, acts on them, numbers that open, and questions of one’s own: last what asks for samples that take their time to come.
// suite: long
import { acts } from './suites/acts.ts'
import { explore } from './suites/explore.ts'
import { lists } from './suites/lists.ts'
import { numbersOpen } from './suites/numbers-open.ts'
import { shareInstallation } from './support/share.ts'

shareInstallation({ lists, acts, numbersOpen, explore })

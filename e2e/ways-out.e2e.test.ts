// The ways out: what an admin ends of other members, and every way as it meets what is open.
// suite: long
import { members } from './suites/members.ts'
import { waysOut } from './suites/ways-out.ts'
import { shareInstallation } from './support/share.ts'

shareInstallation({ members, waysOut })

// What stands on record, and what takes two people.
import { audit } from './suites/audit.ts'
import { fourEyes } from './suites/four-eyes.ts'
import { shareInstallation } from './support/share.ts'

shareInstallation({ audit, fourEyes })

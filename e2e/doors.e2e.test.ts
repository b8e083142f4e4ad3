// What is refused at the doors and sent nowhere, and a tenant from its first day to its last. The doors first: they count
// what was refused.
// suite: long
import { doors, RATES } from './suites/doors.ts'
import { outgoing, CLOSED } from './suites/outgoing.ts'
import { tenantLife } from './suites/tenant-life.ts'
import { shareInstallation } from './support/share.ts'

shareInstallation({ doors, tenantLife, outgoing }, { ...RATES, OUTGOING_DENY: CLOSED })

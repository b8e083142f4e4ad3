// Bar tests 1 and 2, with one role of each kind. All roles and API keys: routes.full.test.ts.
// suite: long
import { runMatrix } from './run-matrix.ts'

await runMatrix({ roles: ['platform_admin', 'tenant_admin'] })

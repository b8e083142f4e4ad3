import { config } from '#lib/infra/config/index.ts'
import { parseProxies } from '#lib/infra/config/trusted-proxies.ts'
import { seeCallers } from '#lib/infra/http/caller-address.ts'
import { renameTrace } from '#lib/infra/http/refused-methods.ts'

/* Loaded into the web process before Next.js: who calls is what we saw, not what they say, and no method is a fault of ours. */

seeCallers(parseProxies(config().TRUSTED_PROXIES))
renameTrace()

import { config } from '#lib/infra/config/index.ts'
import { parseProxies } from '#lib/infra/config/trusted-proxies.ts'
import { seeCallers } from '#lib/infra/http/caller-address.ts'

/* Loaded into the web process before Next.js: who calls is what we saw, not what they say. */

seeCallers(parseProxies(config().TRUSTED_PROXIES))

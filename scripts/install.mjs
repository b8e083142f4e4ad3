// Installs the packages of the lock, with any npm: only reviewed install scripts run. `npm start` does the same by itself.
import { ensureInstalled } from './bootstrap/dependencies.mjs'
import { assertNodeVersion, ROOT } from './bootstrap/checkout.mjs'
import { runMain } from './bootstrap/main.mjs'

await runMain(async () => {
  assertNodeVersion()
  await ensureInstalled(ROOT, {
    say: (line) => console.log(line),
    assertFree: async () => await Promise.resolve(),
  })
})

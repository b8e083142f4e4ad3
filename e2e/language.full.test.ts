// Every page in Malay. at-the-screen.e2e.test.ts looks at one of each kind.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startInstallation } from '#testing/processes.ts'
import { openBrowser } from './support/browser.ts'
import { faultsInMalay, movedPages } from './support/malay.ts'
import { setUp } from './support/set-up.ts'

test('no English sentence is left on any page, and Malay, which is longer, fits on them', async (t) => {
  const installation = await startInstallation()
  const browser = await openBrowser()
  t.after(async () => {
    await browser.close()
    await installation.stop()
    installation.remove()
  })
  const { admin } = await setUp(installation)
  const paths = await movedPages(admin)
  t.diagnostic(`${paths.length} pages`)
  assert.deepEqual(await faultsInMalay({ url: installation.url, browser, admin }, paths), [])
})

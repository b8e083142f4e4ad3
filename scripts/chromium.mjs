// Where the browser for the tests comes from, in this order: CHROMIUM_PATH, an installed one, apt-get where that is
// possible, else the exact command to type. `playwright install` needs a download host that closed networks lack.
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { aptInstall, canInstall, isDebian } from './bootstrap/debian.mjs'
import { isMain, runMain } from './bootstrap/main.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const FIXED = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]
const PACKAGES = ['chromium', 'fonts-liberation']

const isExecutable = (file) => {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const onPath = () =>
  (process.env.PATH ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)))

const installed = () => [...onPath(), ...FIXED].find(isExecutable)

const advice = () => {
  if (isDebian())
    return `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${PACKAGES.join(' ')}`
  return process.platform === 'darwin'
    ? 'brew install --cask google-chrome'
    : 'npx playwright install --with-deps chromium'
}

/** Path of a Chromium or Chrome, installed when that is possible. Throws with the command that installs one. */
export async function chromiumPath(say) {
  const given = process.env.CHROMIUM_PATH
  if (given) {
    if (!isExecutable(given)) throw new Error(`CHROMIUM_PATH: ${given} is not an executable file`)
    return given
  }
  const found = installed()
  if (found) return found
  if (canInstall()) await aptInstall(PACKAGES, say)
  const fresh = installed()
  if (fresh) return fresh
  throw new Error(
    `no Chromium was found. Install one:\n  ${advice()}\nor set CHROMIUM_PATH to an existing one`,
  )
}

if (isMain(import.meta.url)) {
  await runMain(async () => console.log(await chromiumPath(console.error)))
}

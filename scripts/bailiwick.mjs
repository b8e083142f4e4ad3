// `npm run -s bailiwick -- …`: the command line of the installation that runs from this checkout. Plain JavaScript: it
// must also say something sensible where nothing is installed.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ask, socketPath } from './bootstrap/claim.mjs'
import { ROOT, setting, withCompileCache } from './bootstrap/checkout.mjs'
import { pinnedNode } from './bootstrap/dependencies.mjs'
import { runMain } from './bootstrap/main.mjs'

/** Folder where the person typed the command: relative paths in it mean that one, and npm has changed to the checkout. */
const WHERE_TYPED = process.env.INIT_CWD ?? process.cwd()

/** The environment of the running installation. Throws when nothing runs or it is not ours to read. */
async function runningEnvironment() {
  process.chdir(ROOT) // see socketPath
  const info = await ask(socketPath(ROOT, setting('DATA_DIR')))
  if (info === null) throw new Error('Bailiwick does not run here: start it with `npm start`')
  if (!info.runFile) throw new Error('Bailiwick is still starting: try again when it says that it is ready')
  try {
    return JSON.parse(readFileSync(info.runFile, 'utf8')).environment
  } catch (cause) {
    throw new Error(`${info.runFile} cannot be read: run this as the user who started Bailiwick`, { cause })
  }
}

await runMain(async () => {
  const environment = await runningEnvironment()
  const child = spawn(pinnedNode(ROOT), [join(ROOT, 'workers/cli.ts'), ...process.argv.slice(2)], {
    cwd: WHERE_TYPED,
    env: withCompileCache(ROOT, {
      ...environment,
      ...(process.env.NO_COLOR && { NO_COLOR: process.env.NO_COLOR }),
    }),
    stdio: 'inherit',
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  return await new Promise((done, fail) => {
    child.once('error', fail)
    child.once('close', (code) => done(code ?? 1))
  })
})

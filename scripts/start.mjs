// `npm start`: from a fresh clone to a running product, and the same command later. Plain JavaScript without
// dependencies, because it begins before there are any; it claims the checkout, installs, and hands over to run.ts
// under the pinned Node.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { claim, socketPath } from './bootstrap/claim.mjs'
import { assertNodeVersion, ROOT, setting, withCompileCache } from './bootstrap/checkout.mjs'
import { ensureInstalled, pinnedNode } from './bootstrap/dependencies.mjs'
import { runMain } from './bootstrap/main.mjs'
import { assertFree } from './build.mjs'

const RUN = fileURLToPath(import.meta.resolve('./run.ts'))
const PARENT_CHECK_MS = 500
const say = (line) => console.log(`start    │ ${line}`)

/** Runs run.ts under the pinned Node until it ends, and returns its exit code. */
async function handOver(tell) {
  // The channel tells run.ts when this process is killed, and us where it serves.
  const child = spawn(pinnedNode(ROOT), [RUN, ...process.argv.slice(2)], {
    cwd: ROOT,
    env: withCompileCache(ROOT, { ...process.env, BAILIWICK_START_PID: String(process.pid) }),
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  child.on('message', tell)
  // Ctrl-C reaches the child by itself, a plain `kill` of this process does not. It bears with hearing it twice.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  // `kill` of npm ends its `sh -c` without telling us; the only trace is another parent. Not without npm: after
  // `nohup node scripts/start.mjs &` that is normal.
  const parent = process.ppid
  if (process.env.npm_lifecycle_event) {
    setInterval(() => process.ppid === parent || child.kill('SIGTERM'), PARENT_CHECK_MS).unref()
  }
  const [code, signal] = await new Promise((done, fail) => {
    child.once('error', fail)
    child.once('close', (...ending) => done(ending))
  })
  if (signal) await sweep()
  return code ?? 1
}

/** run.ts was killed: its children end by themselves, but the database has to be told. */
async function sweep() {
  say('the supervisor was killed: stopping what it left behind')
  const child = spawn(pinnedNode(ROOT), [RUN, '--sweep'], {
    cwd: ROOT,
    stdio: 'inherit',
  })
  await new Promise((done) => child.once('close', done))
}

await runMain(async () => {
  assertNodeVersion()
  process.chdir(ROOT) // see socketPath
  const tell = await claim(socketPath(ROOT, setting('DATA_DIR')))
  await ensureInstalled(ROOT, {
    say,
    assertFree: async (because) => await assertFree(ROOT, { because, except: process.pid }),
  })
  return await handOver(tell)
})

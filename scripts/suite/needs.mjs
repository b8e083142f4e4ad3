// What kinds of tests need besides the packages: a database server, built pages, a browser, the peers.
import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pinnedNode } from '../bootstrap/dependencies.mjs'
import { runStep } from '../bootstrap/run-step.mjs'
import { build } from '../build.mjs'
import { chromiumPath } from '../chromium.mjs'
import { ensurePeers } from '../peers.mjs'

const PREPARE_INSTALLATION = fileURLToPath(import.meta.resolve('../../testing/prepare-installation.ts'))
const SERVE_CLUSTER = fileURLToPath(import.meta.resolve('../../testing/serve-cluster.ts'))

/** Starts the throw-away cluster of this run; resolves with its address and the function that ends it. */
async function startCluster({ root, env }) {
  const child = spawn(pinnedNode(root), [SERVE_CLUSTER], {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const { adminUrl } = await new Promise((done, fail) => {
    child.once('message', done)
    child.once('error', fail)
    child.once('exit', (code) => fail(new Error(`testing/serve-cluster.ts ended with ${code}`)))
  })
  const close = async () =>
    await new Promise((done) => {
      child.once('exit', done)
      child.disconnect()
    })
  return { env: { TEST_PG_ADMIN_URL: adminUrl }, close }
}

/** Makes the data directory that installations of this run are copies of. */
async function prepareInstallation({ root, env, say }) {
  const folder = mkdtempSync(join(tmpdir(), 'bailiwick-template-'))
  const close = async () => await rm(folder, { recursive: true, force: true })
  const directory = join(folder, 'data')
  mkdirSync(directory)
  // The account of the database goes through it.
  chmodSync(folder, 0o711)
  const { code, output } = await runStep({
    name: 'an installation to copy',
    file: pinnedNode(root),
    args: [PREPARE_INSTALLATION, directory],
    cwd: root,
    env,
    say,
  })
  if (code === 0) return { env: { INSTALLATION_TEMPLATE: directory }, close }
  await close()
  throw new Error(output)
}

const PROVIDERS = {
  cluster: startCluster,
  pages: async ({ root, say }) => {
    await build(root, { say })
    return {}
  },
  browser: async ({ say }) => ({ env: { CHROMIUM_PATH: await chromiumPath(say) } }),
  installation: prepareInstallation,
  peers: async ({ say }) => {
    await ensurePeers(say)
    return {}
  },
}

/** Provides what was not provided before. Each need is provided once per run; a failed one fails again without a new try. */
export class Needs {
  #context
  #provided = new Map()

  constructor(context) {
    this.#context = context
  }

  /** The environment variables that come with `names`. Throws what a provider throws. */
  async provide(names) {
    const env = {}
    for (const name of names) {
      if (!this.#provided.has(name)) this.#provided.set(name, PROVIDERS[name](this.#context))
      Object.assign(env, (await this.#provided.get(name)).env)
    }
    return env
  }

  /** Ends what was started. */
  async close() {
    const provided = await Promise.allSettled(this.#provided.values())
    for (const { value } of provided) await value?.close?.()
  }
}

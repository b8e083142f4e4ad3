// What kinds of tests need besides the packages: a database server, built pages, a browser, the peers.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { pinnedNode } from '../bootstrap/dependencies.mjs'
import { build } from '../build.mjs'
import { chromiumPath } from '../chromium.mjs'
import { ensurePeers } from '../peers.mjs'

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

const PROVIDERS = {
  cluster: startCluster,
  pages: async ({ root, say }) => {
    await build(root, { say })
    return {}
  },
  browser: async ({ say }) => ({ env: { CHROMIUM_PATH: await chromiumPath(say) } }),
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

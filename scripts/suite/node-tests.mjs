// Runs test files under the pinned Node and counts.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readJson } from '../bootstrap/checkout.mjs'
import { pinnedNode } from '../bootstrap/dependencies.mjs'
import { runStep } from '../bootstrap/run-step.mjs'

const RUN_FILES = fileURLToPath(import.meta.resolve('./run-files.mjs'))

/** Runs `files`, at most `concurrency` at once, each test at most `limitMs` long. Returns `{ passed, failed }`. */
export async function runTestFiles({ root, files, concurrency, limitMs, env }) {
  const folder = mkdtempSync(join(tmpdir(), 'bailiwick-suite-'))
  const summary = join(folder, 'summary.json')
  try {
    const { code } = await runStep({
      name: 'tests',
      file: pinnedNode(root),
      args: [RUN_FILES, summary, String(concurrency), String(limitMs), ...files],
      cwd: root,
      env,
      echo: true,
    })
    // Without a summary the runner itself died.
    const { passed, failed } = existsSync(summary) ? readJson(summary) : { passed: 0, failed: 1 }
    return { passed, failed: code === 0 ? failed : Math.max(1, failed) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

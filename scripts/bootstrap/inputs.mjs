// Is a made thing (the page build, the database client) that of its inputs? A hash of contents, not of times: a fresh
// clone, another branch and back, and `touch` all change times without changing anything.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

function* filesUnder(path) {
  if (!existsSync(path)) return
  let entries
  try {
    entries = readdirSync(path, { withFileTypes: true })
  } catch {
    yield path // a file, not a folder
    return
  }
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const child = join(path, entry.name)
    if (entry.isDirectory()) yield* filesUnder(child)
    else if (!/\.test\.[cm]?[jt]sx?$|\.md$/.test(entry.name)) yield child // neither ends up in anything made
  }
}

/** Hash of the contents of `inputs` (files and folders of `root`; a missing one counts as empty) and of `extra`. */
export function inputsHash(root, inputs, extra = []) {
  const hash = createHash('sha256')
  for (const text of extra) hash.update(`${text}\0`)
  for (const input of inputs) {
    for (const file of filesUnder(join(root, input))) {
      const bytes = readFileSync(file)
      hash.update(`${relative(root, file)}\0${bytes.length}\0`).update(bytes) // the length: no two layouts collide
    }
  }
  return hash.digest('hex')
}

/**
 * Runs `make` when `output` is missing or was made of other inputs, and notes what it was made of in `stamp`. Returns
 * whether it was made. The note goes first and comes last, so that an interrupted run never looks fresh.
 */
export async function makeWhenStale({ stamp, output, hash, make }) {
  const noted = existsSync(stamp) ? readFileSync(stamp, 'utf8') : ''
  if (noted === hash() && existsSync(output)) return false
  rmSync(stamp, { force: true })
  await make()
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, hash()) // again: the tool may have completed one of its inputs
  return true
}

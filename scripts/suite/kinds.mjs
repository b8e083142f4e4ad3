// Which test files there are, by the kind that their names tell.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where tests lie. */
const FOLDERS = ['app', 'components', 'lib', 'workers', 'scripts', 'testing', 'e2e', 'bench', 'lint']

/** A kind of tests: how its files end, how many run at once, how long one test may take, and what it needs. */
export const KINDS = {
  unit: { ending: '', concurrency: 2, limitMs: 60_000, needs: [] },
  // Three: most of their time goes by in waiting for clocks, delays and other processes.
  integration: { ending: '.integration', concurrency: 3, limitMs: 120_000, needs: ['cluster'] },
  e2e: {
    ending: '.e2e',
    concurrency: 2,
    // Of a file as a whole: several suites share an installation in one.
    limitMs: 480_000,
    needs: ['cluster', 'pages', 'browser', 'installation'],
  },
  peers: {
    ending: '.peers',
    concurrency: 1,
    limitMs: 600_000,
    needs: ['cluster', 'pages', 'browser', 'peers'],
  },
  full: { ending: '.full', concurrency: 2, limitMs: 3_600_000, needs: ['cluster', 'pages', 'browser'] },
  chaos: { ending: '.chaos', concurrency: 1, limitMs: 3_600_000, needs: ['cluster', 'pages'] },
}

const endings = Object.values(KINDS).map((kind) => kind.ending)

/** The kind of a test file, or null for a file without tests. */
export function kindOf(name) {
  const match = /^.*?(\.[a-z0-9]+)?\.test\.(?:ts|tsx|mjs)$/.exec(name)
  if (!match) return null
  const ending = endings.includes(match[1]) ? match[1] : ''
  return Object.keys(KINDS).find((kind) => KINDS[kind].ending === ending)
}

/** All test files of a kind, in the order of their paths; only those whose path contains `part`, when it is given. */
export function filesOf(root, kind, part = '') {
  const files = FOLDERS.flatMap((folder) => {
    try {
      const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
    } catch {
      return [] // a folder that does not exist yet
    }
  })
  return files.filter((file) => kindOf(file) === kind && file.slice(root.length).includes(part)).toSorted()
}

/** The unit tests that state properties over random cases. */
export const propertyFilesOf = (root, part = '') =>
  filesOf(root, 'unit', part).filter((file) => readFileSync(file, 'utf8').includes("from 'fast-check'"))

import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { z } from 'zod'
import { REPOSITORY } from './repository-files.ts'

const CONFIGURATION = [
  '.dependency-cruiser.mjs',
  '.gitignore',
  '.jscpd.json',
  '.oxfmtrc.json',
  '.oxlintrc.json',
  'knip.json',
  'package.json',
  'tsconfig.json',
]
const TOOLS = ['lint', 'node_modules']

/** What a command of the planted tree answered: exit code and both streams as text. */
export interface Outcome {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A small repository in a temporary folder, checked by the real commands under the real configuration. */
export interface PlantedTree {
  /** Absolute path of the tree. */
  readonly root: string
  /** Writes a file, with the folders above it. */
  readonly write: (file: string, text: string) => void
  /** Runs a command of node_modules/.bin, or `node`, inside the tree. */
  readonly run: (command: string, ...args: readonly string[]) => Outcome
  /** Deletes the tree. */
  readonly remove: () => void
}

/**
 * Makes a tree of its own with the given files (path → text), a copy of this repository's configuration and links to its
 * tools. Bad files are planted there and never in the work tree, where the checks that run beside would find them.
 */
export function plantTree(files: Readonly<Record<string, string>>): PlantedTree {
  const root = mkdtempSync(join(realpathSync(tmpdir()), 'bailiwick-planted-'))
  for (const name of CONFIGURATION) cpSync(join(REPOSITORY, name), join(root, name))
  for (const name of TOOLS) symlinkSync(join(REPOSITORY, name), join(root, name))
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), text)
  }
  for (const [file, text] of Object.entries(files)) write(file, text)
  const path = [join(REPOSITORY, 'node_modules', '.bin'), process.env['PATH']].join(delimiter)
  return {
    root,
    write,
    run: (command, ...args) => {
      const { status, stdout, stderr } = spawnSync(command, args, {
        cwd: root,
        encoding: 'utf8',
        // not a part of the run of tests that this one belongs to
        env: { ...process.env, PATH: path, NODE_TEST_CONTEXT: undefined },
        maxBuffer: 1 << 28,
        shell: process.platform === 'win32',
      })
      return { status, stdout, stderr }
    },
    remove: () => {
      rmSync(root, { recursive: true, force: true })
    },
  }
}

const REPORT = z.object({
  diagnostics: z.array(z.object({ filename: z.string(), code: z.string(), message: z.string() })),
  number_of_files: z.number(),
})

/** One finding of the linter: the file as the tree names it, the rule as `plugin(rule)`, and the sentence. */
export type Finding = z.infer<typeof REPORT>['diagnostics'][number]

/** The linter's report on some folders of a planted tree. Throws when the command did not answer with a report. */
export function lintTree(
  tree: PlantedTree,
  ...folders: readonly string[]
): { findings: Finding[]; files: number } {
  const { stdout, stderr } = tree.run('oxlint', '--format', 'json', ...folders)
  if (!stdout.trimStart().startsWith('{')) throw new Error(`oxlint did not report:\n${stdout}${stderr}`)
  const report = REPORT.parse(JSON.parse(stdout))
  return { findings: report.diagnostics, files: report.number_of_files }
}

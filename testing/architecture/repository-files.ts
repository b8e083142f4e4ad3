import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Absolute path of the repository. */
export const REPOSITORY = join(import.meta.dirname, '..', '..')

// What is made on the machine, and what is not ours.
const MADE = new Set([
  'node_modules',
  'generated',
  'test-results',
  '.git',
  '.next',
  '.data',
  '.cache',
  '.run',
])

function walk(folder: string): string[] {
  return readdirSync(join(REPOSITORY, folder), { withFileTypes: true }).flatMap((entry) => {
    if (MADE.has(entry.name)) return []
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    return entry.isDirectory() ? [`${path}/`, ...walk(path)] : [path]
  })
}

/** Every file (`lib/core/ids.ts`) and folder (`lib/core/`) of the repository, without what is made on the machine. */
export const repositoryPaths: readonly string[] = walk('')

/** Text of a file of the repository. */
export const readText = (file: string): string => readFileSync(join(REPOSITORY, file), 'utf8')

/** Files of the repository that match, with their text. */
export const textsOf = (pattern: RegExp): { readonly file: string; readonly text: string }[] =>
  repositoryPaths
    .filter((path) => !path.endsWith('/') && pattern.test(path))
    .map((file) => ({ file, text: readText(file) }))

/** 1-based number of the line on which a character stands. */
export const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length

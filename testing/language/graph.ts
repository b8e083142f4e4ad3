import { existsSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { readText, REPOSITORY } from '#testing/architecture/repository-files.ts'

const IMPORT = /(?:from|import)\s*\(?\s*'((?:#(?:app|components)|\.{1,2})\/[^']+\.tsx?)'/g
const TYPE_ONLY = /import type [^;]*?from '[^']+'/g

const known = new Map<string, readonly string[]>()

/** The files of ours that a file loads, itself left out; what is imported for its types alone is not loaded. */
function importsOf(file: string): readonly string[] {
  const kept = known.get(file)
  if (kept !== undefined) return kept
  const text = readText(file).replaceAll(TYPE_ONLY, '')
  const found = [...text.matchAll(IMPORT)].map(([, path = '']) =>
    path.startsWith('#') ? path.slice(1) : normalize(join(dirname(file), path)).replaceAll('\\', '/'),
  )
  const there = found.filter((path) => existsSync(join(REPOSITORY, path)))
  known.set(file, there)
  return there
}

/** Everything that a file loads, over however many others. */
export function loadedBy(file: string): ReadonlySet<string> {
  const seen = new Set([file])
  for (const at of seen) for (const next of importsOf(at)) seen.add(next)
  return seen
}

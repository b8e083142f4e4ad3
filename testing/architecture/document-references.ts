// What a document says about the repository: paths in inline code, relative links, and npm commands.

import { lineAt } from './repository-files.ts'

/** A reference that leads nowhere: the line of the document and the text as it stands there. */
export interface DeadReference {
  readonly line: number
  readonly reference: string
}

/** What references may lead to. */
export interface Known {
  /** Files (`lib/core/ids.ts`) and folders (`lib/core/`) of the repository. */
  readonly paths: readonly string[]
  /** Names of the scripts of package.json. */
  readonly scripts: ReadonlySet<string>
}

const TOP =
  /^(?:app|bench|components|deploy|docs|e2e|lib|lint|packs|prisma|public|scripts|testing|types|workers)\//
const OWN_FILE = /^\.?[\w-]+(?:\.[\w-]+)*\.(?:json|jsonc|mjs|md|ts|yml|yaml)$/
const NPM_ITSELF: ReadonlySet<string> = new Set(['ci', 'install'])

/** The reference as a pattern: `<name>`, `*` and `NNNN` stand for a part of a segment, `**` and `…` for any. */
function patternOf(path: string): RegExp {
  const parts = path.split(/(<[^<>]+>|\*\*|\*|NNNN|…)/)
  const source = parts.map((part, i) => {
    if (i % 2 === 0) return part.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)
    return part === '**' || part === '…' ? '.*' : '[^/]+'
  })
  return new RegExp(`^${source.join('')}/?$`)
}

/** The path of `to`, seen from the folder of `document`, without `.` and `..`; undefined when it leads outside. */
function resolveFrom(document: string, to: string): string | undefined {
  const segments = document.split('/').slice(0, -1)
  for (const segment of to.split('/')) {
    if (segment === '..' && segments.pop() === undefined) return undefined
    if (segment !== '..' && segment !== '.') segments.push(segment)
  }
  return segments.join('/')
}

/** Whether something of that name is there: a file, or a folder with or without its slash. */
function exists(paths: readonly string[], path: string): boolean {
  const pattern = patternOf(path.replace(/\/$/, ''))
  return paths.some((known) => pattern.test(known.replace(/\/$/, '')))
}

/** The repository path that a piece of inline code names, or undefined when it names something else. */
function pathNamedBy(code: string): string | undefined {
  const text = code.replace(/^#(?=(?:app|components|lib|workers|testing|scripts)\/)/, '').replace(/:\d+$/, '')
  if (/[\s{}$=]|:\/\//.test(text)) return undefined
  return TOP.test(text) || OWN_FILE.test(text) ? text : undefined
}

const blank = (text: string): string => text.replaceAll(/[^\n]/g, ' ')

// Each finder returns [where it stands, what it says] for every reference that leads nowhere.
type Found = readonly [index: number, reference: string]

function deadPaths(document: string, prose: string, { paths }: Known): Found[] {
  return [...prose.matchAll(/`([^`\n]+)`/g)].flatMap(({ index, 1: code = '' }): Found[] => {
    const path = pathNamedBy(code)
    if (path === undefined) return []
    // A file named without its folder is a kind of file (`index.ts`), or stands somewhere.
    const isThere = TOP.test(path)
      ? exists(paths, path) || exists(paths, resolveFrom(document, path) ?? '')
      : exists(paths, path) || exists(paths, `**/${path}`)
    return isThere ? [] : [[index, path]]
  })
}

function deadLinks(document: string, prose: string, { paths }: Known): Found[] {
  return [...prose.matchAll(/\]\((?!\w+:|#)([^)\s#]+)(?:#[^)]*)?\)/g)].flatMap(
    ({ index, 1: to = '' }): Found[] => {
      const path = resolveFrom(document, to)
      return path !== undefined && exists(paths, path) ? [] : [[index, to]]
    },
  )
}

function deadCommands(text: string, { scripts }: Known): Found[] {
  return [...text.matchAll(/^```.*?^```|`[^`\n]+`/gms)].flatMap(({ index: start, 0: code }) =>
    [...code.matchAll(/\bnpm (run (?:-s |--silent )?)?([\w:-]+)/g)].flatMap(
      ({ index, 0: command, 1: run, 2: name = '' }): Found[] => {
        const isScript = run !== undefined || name === 'start' || name === 'test'
        return (isScript ? scripts : NPM_ITSELF).has(name) ? [] : [[start + index, command]]
      },
    ),
  )
}

/** References of one document (its own path is needed for relative ones) that lead nowhere, in the order of kinds. */
export function deadReferences(document: string, text: string, known: Known): DeadReference[] {
  const prose = text.replaceAll(/^```.*?^```/gms, blank)
  return [
    ...deadPaths(document, prose, known),
    ...deadLinks(document, prose, known),
    ...deadCommands(text, known),
  ].map(([index, reference]) => ({ line: lineAt(text, index), reference }))
}

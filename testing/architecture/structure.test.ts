// What the layers and the linter cannot see: the shape of modules, names, where a request context is born, and that
// nothing is switched off on the quiet. Each finder is first shown something that it must find.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { z } from 'zod'
import { lineAt, readText, REPOSITORY, repositoryPaths, textsOf } from './repository-files.ts'

interface SourceText {
  readonly file: string
  readonly text: string
}

const SOURCES =
  /^(?:app|components|lib|workers|testing|e2e|bench|scripts|lint)\/.*\.(?:ts|tsx|mjs|js)$|^[^/]+\.(?:ts|mjs)$/
const PRODUCT = /^(?:app|components|lib|workers)\/.*\.(?:ts|tsx)$/
const sources = textsOf(SOURCES)

/** `file:line` of every match. */
const places = (texts: readonly SourceText[], pattern: RegExp): string[] =>
  texts.flatMap(({ file, text }) =>
    [...text.matchAll(pattern)].map((hit) => `${file}:${lineAt(text, hit.index)}`),
  )

describe('the request context', () => {
  const CALL = /(?<!function )\bbuildRequestContext\(/g
  const callers = (texts: readonly SourceText[]): string[] =>
    texts.filter(({ text }) => text.search(CALL) !== -1).map(({ file }) => file)

  test('the finder sees a call and not the declaration', () => {
    const texts = [
      { file: 'a.ts', text: 'const ctx = buildRequestContext({})' },
      { file: 'b.ts', text: 'export function buildRequestContext(parts: ContextParts) {' },
    ]
    assert.deepEqual(callers(texts), ['a.ts'])
  })

  test('is built in exactly three files', () => {
    const product = textsOf(PRODUCT).filter(({ file }) => !/\.test\.tsx?$/.test(file))
    assert.deepEqual(callers(product).toSorted(), [
      'lib/infra/context/http-context.ts',
      'lib/infra/context/page-context.ts',
      'lib/infra/context/system-context.ts',
    ])
  })
})

describe('modules', () => {
  const modules = [
    ...new Set(repositoryPaths.flatMap((path) => /^lib\/modules\/([^/]+)\/[^/]+$/.exec(path)?.[1] ?? [])),
  ]

  test('there are some', () => {
    assert.ok(modules.length > 0)
  })
  for (const name of modules) {
    test(`${name} has a README of at most 60 lines and a public face`, () => {
      const readme = readText(`lib/modules/${name}/README.md`)
      assert.ok(readme.trim() !== '')
      assert.ok(readme.trimEnd().split('\n').length <= 60)
      assert.ok(repositoryPaths.includes(`lib/modules/${name}/index.ts`))
    })
  }

  /** Verbs that a file exports: functions whose first parameter is the context. */
  const verbsIn = (text: string): string[] =>
    [
      ...text.matchAll(/^export (?:async )?function (\w+)(?:<[^(]*>)?\(\s*ctx\b/gm),
      ...text.matchAll(/^export const (\w+)[^=]*= (?:async )?(?:<[^(]*>)?\(\s*ctx\b/gm),
    ].map(([, name = '']) => name)
  /** What a module keeps to itself may take the context too, e.g. a permission that several verbs ask for. */
  const publicVerbsIn = (file: string, text: string): string[] => {
    const offered = readText(file.replace(/[^/]+$/, 'index.ts'))
    return verbsIn(text).filter((name) => new RegExp(`\\b${name}\\b`).test(offered))
  }
  const camel = (name: string): string =>
    name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase())

  test('the finder sees verbs however they are written', () => {
    const text = [
      'export async function openShelf(ctx: RequestContext, input: X): Promise<Y> {',
      'export function closeShelf(\n  ctx: RequestContext,\n) {}',
      'export const sortShelf = async (ctx: RequestContext) => {}',
      'export function shelfOf(book: Book) {}',
      'function inner(ctx: RequestContext) {}',
    ].join('\n')
    assert.deepEqual(verbsIn(text), ['openShelf', 'closeShelf', 'sortShelf'])
  })

  test('a verb stands alone in a file that is named after it', () => {
    const strays = textsOf(/^lib\/modules\/[^/]+\/[^/.]+\.ts$/)
      .map(({ file, text }) => ({ file, verbs: publicVerbsIn(file, text) }))
      .filter(
        ({ file, verbs }) => verbs.length > 0 && verbs.join() !== camel(file.replaceAll(/^.*\/|\.ts$/g, '')),
      )
      .map(({ file, verbs }) => `${file}: ${verbs.join(', ')}`)
    assert.deepEqual(strays, [])
  })
})

describe('names', () => {
  const VAGUE = /(?:^|\/)(?:utils?|helpers?|misc|common|shared|stuff)(?:\/|\.[a-z.]+$)/

  test('the finder sees drawers for anything', () => {
    for (const path of ['lib/core/utils.ts', 'lib/infra/common/', 'app/helpers.test.ts'])
      assert.match(path, VAGUE)
    assert.doesNotMatch('lib/infra/http/define-route.ts', VAGUE)
  })

  test('no file or folder is a drawer for anything', () => {
    assert.deepEqual(
      repositoryPaths.filter((path) => VAGUE.test(path) && !path.startsWith('docs/')),
      [],
    )
  })

  test('every test is of a kind that some command runs', () => {
    // Node strips types but does not know JSX; the commands look for *.test.ts and *.test.mjs.
    const UNKNOWN = /\.(?:spec|tests)\.\w+$|\.test\.(?!ts$|mjs$)\w+$|(?:^|\/)__tests__\//
    for (const path of ['a.spec.ts', 'lib/a.test.tsx', 'a.test.js', 'lib/__tests__/a.ts'])
      assert.match(path, UNKNOWN)
    for (const path of ['a.test.ts', 'lib/a.integration.test.ts', 'lint/a.test.mjs'])
      assert.doesNotMatch(path, UNKNOWN)
    assert.deepEqual(
      repositoryPaths.filter((path) => UNKNOWN.test(path)),
      [],
    )
  })
})

describe('nothing is switched off on the quiet', () => {
  const SKIPPED = /\b(?:test|it|describe|suite|t)\.(?:skip|only|todo)\b|[{,]\s*(?:skip|only|todo)\s*:/g
  /** The tests of the rules against skipping: they spell out what they forbid. */
  const SHOWS_SKIPS = /^(?:testing\/architecture\/|scripts\/suite\/report\.test\.mjs$)/
  const DIRECTIVE =
    /\/[/*]\s*(?:(?:ox|es)lint-disable|@ts-(?:ignore|expect-error|nocheck)|prettier-ignore|oxfmt-ignore|jscpd:)[^\n]*/g
  const exceptions = z
    .array(z.strictObject({ file: z.string(), directive: z.string(), reason: z.string().min(20) }))
    .parse(JSON.parse(readText('lint/exceptions.json')))

  test('the finders see what they look for', () => {
    const skipped = ["test.skip('a')", "it.only('a')", "t.todo('a')", "test('a', { skip: true }, f)"]
    for (const text of skipped) assert.equal(places([{ file: 'a', text }], SKIPPED).length, 1, text)
    const directives = ['// oxlint-disable-next-line x', '/* eslint-disable x */', '// @ts-expect-error y']
    for (const text of directives) assert.equal(places([{ file: 'a', text }], DIRECTIVE).length, 1, text)
  })

  test('no test is skipped, singled out or only planned', () => {
    const tests = sources.filter(({ file }) => /\.test\.(?:ts|mjs)$/.test(file))
    assert.deepEqual(
      places(
        tests.filter(({ file }) => !SHOWS_SKIPS.test(file)),
        SKIPPED,
      ),
      [],
    )
  })

  test('every directive that silences a check stands in lint/exceptions.json, and nothing else does', () => {
    const used = sources
      .filter(({ file }) => !file.startsWith('testing/architecture/'))
      .flatMap(({ file, text }) =>
        [...text.matchAll(DIRECTIVE)].map(([directive]) => `${file}: ${directive.trim()}`),
      )
    const listed = exceptions.map(({ file, directive }) => `${file}: ${directive}`)
    assert.deepEqual(used.toSorted(), listed.toSorted())
  })

  test('the list of exceptions only shrinks', () => {
    // The committed state, where there is one: an export of the sources has no history to compare with.
    const lengths = existsSync(join(REPOSITORY, '.git')) ? committedLengths('lint/exceptions.json') : []
    for (const before of lengths)
      assert.ok(exceptions.length <= before, `${exceptions.length} now, ${before} before`)
  })
})

describe('tests that share a cluster', () => {
  const CUT = /pg_(?:terminate|cancel)_backend\((?!pg_backend_pid\(\))/g

  test('the finder sees a cut of others, and not of oneself', () => {
    const texts = [
      { file: 'a.ts', text: 'select pg_terminate_backend(pid) from pg_stat_activity' },
      { file: 'b.ts', text: 'select pg_terminate_backend(pg_backend_pid())' },
    ]
    assert.deepEqual(places(texts, CUT), ['a.ts:1'])
  })

  test('connections are cut in one place, which names the database of the test that asks', () => {
    const own = new Set(['testing/architecture/structure.test.ts', 'testing/cut-connections.ts'])
    assert.deepEqual(
      places(
        sources.filter(({ file }) => !own.has(file)),
        CUT,
      ),
      [],
    )
  })
})

/** Lengths of a JSON list in the last commits that changed it. */
function committedLengths(file: string): number[] {
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-C', REPOSITORY, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  let commits: string[]
  try {
    commits = git('log', '--max-count=20', '--format=%H', '--', file)
      .split('\n')
      .filter((line) => line !== '')
  } catch {
    return [] // no git on this machine, a checkout that belongs to another user, or no commit yet
  }
  return commits.map(
    (commit) => z.array(z.unknown()).parse(JSON.parse(git('show', `${commit}:${file}`))).length,
  )
}

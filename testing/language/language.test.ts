// The texts of the interface: every language has them all, every one is used, and what was moved into `messages/` stays
// there. Each finder is first shown something that it must find.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import {
  readText,
  REPOSITORY,
  repositoryPaths,
  textsOf as filesOf,
} from '#testing/architecture/repository-files.ts'
import { LANGUAGES } from '#lib/core/language.ts'
import { loadedBy } from './graph.ts'
import { literalsIn } from './literals.ts'
import { areaStates, coveredBy, deadPlaces, lostPlaces, parseArea } from './moved.ts'
import { argumentsOf, textFaults, textsOf } from './texts.ts'
import { usesIn } from './uses.ts'

const en = textsOf('en')
const serverTexts = new Set(en.get('server')?.values())
const states = areaStates()
const sources = filesOf(/^(?:app|components)\/.*\.tsx?$/).filter(({ file }) => !/\.test\.tsx?$/.test(file))
const used = new Map(sources.map(({ file, text }) => [file, usesIn(file, text)]))
const uses = [...used].flatMap(([file, found]) => found.uses.map((use) => ({ file, ...use })))
const keyPattern = (key: string): RegExp =>
  new RegExp(
    `^${key
      .split('*')
      .map((part) => part.replaceAll('.', String.raw`\.`))
      .join('.+')}$`,
  )

describe('the texts themselves', () => {
  const map = (texts: Record<string, string>) => new Map([['a', new Map(Object.entries(texts))]])
  const faults = (one: Record<string, string>, two: Record<string, string>, same: string[] = []) =>
    textFaults({ en: map(one), ms: map(two) }, new Map([['a', same]]))

  test('the finder sees what is missing, empty, malformed, equal, and asks for other arguments', () => {
    assert.deepEqual(faults({ k: 'Yes' }, { k: 'Ya' }), [])
    assert.match(faults({ k: 'Yes' }, {}).join(), /missing in ms/)
    assert.match(faults({}, { k: 'Ya' }).join(), /missing in en/)
    assert.match(faults({ k: 'Yes' }, { k: ' ' }).join(), /empty/)
    assert.match(faults({ k: 'Yes {n' }, { k: 'Ya' }).join(), /no ICU message/)
    assert.match(faults({ k: '{n} left' }, { k: '{m} lagi' }).join(), /other arguments/)
    assert.match(faults({ k: 'See <b>it</b>' }, { k: 'Lihat' }).join(), /other arguments/)
    assert.match(faults({ k: 'Platform' }, { k: 'Platform' }).join(), /the same in all languages/)
    assert.deepEqual(faults({ k: 'Platform' }, { k: 'Platform' }, ['k']), [])
    assert.match(faults({ k: 'Yes' }, { k: 'Ya' }, ['k']).join(), /and translated/)
    assert.match(faults({ k: 'Yes' }, { k: 'Ya' }, ['gone']).join(), /not there/)
  })

  test('arguments are found in plurals, choices and tags, however deep', () => {
    const text =
      '<b>{who}</b> {n, plural, one {# by {one}} other {{k, select, x {<i>{deep}</i>} other {-}}}} {d, date}'
    assert.deepEqual([...argumentsOf(text)].toSorted(), ['b', 'd', 'deep', 'i', 'k', 'n', 'one', 'who'])
  })

  test('every language says everything, with the same arguments', (t) => {
    const same = new Map([...states].map(([area, state]) => [area, state.same]))
    assert.deepEqual(textFaults({ en, ms: textsOf('ms') }, same), [])
    const count = [...en.values()].reduce((sum, texts) => sum + texts.size, 0)
    t.diagnostic(`${count} texts in ${LANGUAGES.length} languages, ${uses.length} uses`)
    assert.ok(count > 200, 'they were found')
  })

  test('every file below messages/ is loaded, and every area has one for each language', () => {
    const names = (folder: string) => readdirSync(join(REPOSITORY, folder)).toSorted()
    const areas = [...en.keys()].map((area) => `${area}.json`).toSorted()
    for (const folder of [...LANGUAGES, 'areas']) assert.deepEqual(names(`messages/${folder}`), areas, folder)
  })
})

describe('the use of texts', () => {
  const at = (code: string) => usesIn('a.tsx', code)

  test('the finder follows translators by scope, and reads keys and what is handed on', () => {
    const found = at(`
      function A() { const t = useText('one'); return <p>{t('a.b')} {t.rich('c', { n, b: bold })}</p> }
      async function B() { const t = await pageText('two'); return t(isA ? 'x' : 'y') }
      const c = (t: Text<'three'>, kind: K) => t(\`z.\${kind}.end\`)
      const d = async () => (await pageText('four'))('direct')
      const e = (t: T) => t('not ours')`)
    assert.deepEqual(
      found.uses.map(({ area, key }) => `${area}:${key}`),
      ['one:a.b', 'one:c', 'two:x', 'two:y', 'three:z.*.end', 'four:direct'],
    )
    assert.deepEqual(found.uses[1]?.given, ['n', 'b'])
    assert.deepEqual(found.hooked, ['one'])
    assert.equal(at(`const t = useText('a'); t(keyOf(x))`).unread.length, 1)
    assert.deepEqual(at(`import('#messages/en/a.json'); const t = useText('a'), u = useText('b')`).hooked, [
      'b',
    ])
    assert.deepEqual(at(`const areas = ['p', 'q']; <PageText areas={['r']} />`).provided, ['p', 'q', 'r'])
  })

  test('every key that is used is there', () => {
    const absent = uses.filter(({ area, key }) => {
      const pattern = keyPattern(key)
      return ![...(en.get(area)?.keys() ?? [])].some((one) => pattern.test(one))
    })
    assert.deepEqual(
      absent.map(({ file, line, area, key }) => `${file}:${line} ${area}.${key}`),
      [],
    )
    assert.deepEqual(
      [...used].flatMap(([file, { unread }]) => unread.map((line) => `${file}:${line}`)),
      [],
    )
  })

  test('every key that is there is used', () => {
    const unused = [...en].flatMap(([area, texts]) => {
      if (area === 'server') return [] // server.test.ts
      const patterns = uses.filter((use) => use.area === area).map(({ key }) => keyPattern(key))
      return [...texts.keys()]
        .filter((key) => !patterns.some((one) => one.test(key)))
        .map((key) => `${area}.${key}`)
    })
    assert.deepEqual(unused, [])
  })

  test('a text is given exactly what it asks for', () => {
    const wrong = uses.flatMap(({ file, line, area, key, given }) => {
      if (given === null) return []
      const has = [...given].toSorted().join()
      const pattern = keyPattern(key)
      const wanted = [...(en.get(area) ?? [])]
        .filter(([one]) => pattern.test(one))
        .map(([, text]) => [...argumentsOf(text)].toSorted().join())
      // Of a key that is known only as the page runs, one of those that it can be has to fit.
      return wanted.includes(has) || wanted.length === 0
        ? []
        : [`${file}:${line} ${area}.${key} wants (${wanted.join(' or ')}), is given (${has})`]
    })
    assert.deepEqual(wrong, [])
  })
})

describe('the texts of a page', () => {
  /** What a page gets from the layouts above it. */
  const layoutsOf = (page: string): string[] => {
    const folders = page.split('/').slice(0, -1)
    return folders
      .map((_, i) => `${folders.slice(0, i + 1).join('/')}/layout.tsx`)
      .filter((file) => used.has(file))
  }
  const providedBy = (file: string): readonly string[] => used.get(file)?.provided ?? []
  const neededBy = (file: string): ReadonlySet<string> =>
    new Set([...loadedBy(file)].flatMap((one) => used.get(one)?.hooked ?? []))
  const roots = [...used.keys()].filter((file) =>
    /\/(?:page|page\.kit|layout|error|not-found)\.tsx$/.test(file),
  )

  test('every page and layout hands on what its components show, and nothing else', () => {
    assert.ok(roots.length > 25)
    const wrong = roots.flatMap((file) => {
      const above = layoutsOf(file)
        .filter((layout) => layout !== file)
        .flatMap(providedBy)
      const own = new Set(providedBy(file))
      const needed = neededBy(file)
      const missing = [...needed].filter((area) => !own.has(area) && !above.includes(area))
      // the document provides for the pages that stand in for others, too
      const idle =
        file === 'app/layout.tsx' ? [] : [...own].filter((area) => !needed.has(area) || above.includes(area))
      return [
        ...missing.map((area) => `${file} shows texts of ${area}: <PageText areas={[…, '${area}']}>`),
        ...idle.map((area) => `${file} hands on ${area} for nothing`),
      ]
    })
    assert.deepEqual(wrong, [])
  })

  test('no script in the browser loads the texts of all areas', () => {
    const heavy = /^components\/language\/(?:english|malay|catalogue)\.ts$/
    const wrong = sources
      .filter(({ text }) => text.startsWith("'use client'"))
      .flatMap(({ file }) =>
        [...loadedBy(file)].filter((one) => heavy.test(one)).map((one) => `${file} → ${one}`),
      )
    assert.deepEqual(wrong, [])
  })
})

describe('what was moved stays moved', () => {
  const texts = (code: string) => literalsIn('a.tsx', code).map(({ text }) => text)

  test('the finder sees texts for people wherever they stand', () => {
    for (const [code, text] of [
      ['<p>Sign in</p>', 'Sign in'],
      ['<p>ok</p>', 'ok'],
      ['<p>{isA ? "Go on" : null}</p>', 'Go on'],
      ["<p>{'and'}</p>", 'and'],
      ['<TextField label="Name" />', 'Name'],
      ['<img alt="a cat" />', 'a cat'],
      ['<ul aria-label="codes" />', 'codes'],
      ["const NONE = 'Nothing is known.'", 'Nothing is known.'],
      ["const HELP = 'a well-known sign-in address'", 'a well-known sign-in address'],
      ["const facts = [{ label: 'Role', text: 'after an hour' }]", 'Role'],
      ['const a = `Join ${name}`', 'Join …'],
      ['const a = `The sum (of ${name})`', 'The sum (of …)'],
      ["toast({ text: 'Your profile is saved.' })", 'Your profile is saved.'],
    ] as const)
      assert.ok(texts(code).includes(text), code)
  })

  test('the finder leaves alone what is for the program', () => {
    for (const code of [
      "import { a } from './Some thing.ts'",
      '<div className="flex gap-2" role="status" data-state="Open wide" />',
      '<div className={`flex ${wide ? "w-full grow" : "w-1"}`} />',
      "const cls = classNames('mt-1 flex', isOpen && 'font-medium text-fg-1')",
      '<Button kind="ink" size="large" type="submit" href="/sign-in" />',
      "if (event.key === 'Enter') go()",
      "switch (a) { case 'Some case': go() }",
      'const path = `/sign-in/${id}?refused=only`',
      '<p>{t("a.b")} · {count}</p>',
      '<header>Bailiwick</header>',
      "type A = 'In words'",
      "const LOOK = { down: 'border-down-line bg-down-soft text-down [--k:var(--bw-down-soft)] underline' }",
      "dialog.querySelector('input, button')",
      "const COMMAND = 'npm run -s bailiwick -- platform create'",
      "throw new Error('no ClockProvider above this component')",
      '<svg><path stroke="currentColor" strokeLinecap="round" /></svg>',
      "const look = EditorView.theme({ '&': { border: '1px solid var(--bw-line)' } })",
      "const keys = [{ key: 'Mod-Enter', run }]",
      "ask('count by (__name__) (up)')",
      '<text textAnchor="middle" visibility={isOn ? "visible" : "hidden"} fontFamily="Geist, Arial" />',
      '<ListTable screen="rules" scope="row" path="/api/v1/rules" />',
      'const a = `sum by (${by}) (rate(${name}[5m]))`',
      'const line = { key: `source ${id} ends` }',
    ])
      assert.deepEqual(texts(code), [], code)
  })

  test('no text stands in the code of what was moved', (t) => {
    const places = [...states.values()].flatMap(({ moved }) => moved)
    assert.deepEqual(deadPlaces(places), [], 'a place that covers no file: take it out, or correct it')
    const files = coveredBy(places)
    const found = files.flatMap((file) =>
      literalsIn(file, readText(file))
        .filter(({ text }) => !file.startsWith('lib/') || !serverTexts.has(text))
        .map(({ line, text }) => `${file}:${line} ${text}`),
    )
    assert.deepEqual(found, [])
    const all = repositoryPaths.filter((path) => /^(?:app|components)\/.*\.tsx$/.test(path))
    t.diagnostic(`${files.length} files are moved, of ${all.length}`)
  })

  test('the list of what was moved only grows', () => {
    assert.deepEqual(lostPlaces(['components/language/'], ['components/language/use-text.ts']), [
      'components/language/',
    ])
    assert.deepEqual(lostPlaces(['components/language/use-text.ts'], ['components/language/']), [])
    const now = [...states.values()].flatMap(({ moved }) => moved)
    for (const [commit, before] of committedPlaces()) assert.deepEqual(lostPlaces(before, now), [], commit)
  })
})

/** What was moved as of the last commits that changed it; nothing where there is no history. */
function committedPlaces(): [string, readonly string[]][] {
  if (!existsSync(join(REPOSITORY, '.git'))) return []
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-C', REPOSITORY, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  let commits: string[]
  try {
    commits = git('log', '--max-count=10', '--format=%H', '--', 'messages/areas')
      .split('\n')
      .filter((line) => line !== '')
  } catch {
    return [] // no git on this machine, or a checkout that belongs to another user
  }
  return commits.map((commit) => {
    const files = git('ls-tree', '-r', '--name-only', commit, 'messages/areas')
      .split('\n')
      .filter((line) => line.endsWith('.json'))
    return [commit, files.flatMap((file) => parseArea(git('show', `${commit}:${file}`)).moved)]
  })
}

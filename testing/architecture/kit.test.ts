// Whoever adds a component sees it on the sheet, in every state and theme: it cannot be forgotten.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { textsOf } from './repository-files.ts'

/** What gives something to the parts below it, asks, or is the part of another one that is fetched when it is wanted. */
const PLUMBING = /(?:Provider|Override|Guard|Layer|Popup)$/

/** Other components that do not stand on the sheet by their name, and why. */
const NOT_SHOWN: Readonly<Record<string, string>> = {
  Breadcrumbs: 'stands in the frame of the sheet itself, and a page has one path',
  ExplainDrawer: 'opens from every NumberTile of the sheet',
  FetchedPart: 'is the place of another part, and looks like that',
  PageHelpPlace: 'is the place of what explains a page, and looks like that',
  PlainPage: 'a page of its own',
}

const exportsOf = (text: string): readonly string[] =>
  [...text.matchAll(/^export (?:async )?(?:function|const) ([A-Z][a-z]\w*)/gm)].map(([, name]) => name ?? '')

const missingIn = (sheet: string, names: readonly string[]): readonly string[] =>
  names.filter((name) => !new RegExp(`<${name}[\\s/>]`).test(sheet))

/** Parts of DataTable are shown by it. */
const components = textsOf(/^components\/ui\/(?!data-table-)[\w-]+\.tsx$/).flatMap(({ text }) =>
  exportsOf(text),
)
const sheet = textsOf(/^app\/kit\/[\w-]+(?:\.kit)?\.tsx$/)
  .map(({ text }) => text)
  .join('\n')

test('the finder sees a component that is shown, and one that is not', () => {
  assert.deepEqual(exportsOf('export function Shown() {}\nexport const Hidden = 1\nexport const useIt = 2'), [
    'Shown',
    'Hidden',
  ])
  assert.deepEqual(missingIn('<Shown a="b" />', ['Shown', 'Hidden']), ['Hidden'])
})

test('every component of components/ui stands on the sheet', () => {
  assert.ok(components.length > 60, `only ${components.length} were found`)
  const missing = missingIn(sheet, components).filter((name) => !PLUMBING.test(name) && !(name in NOT_SHOWN))
  assert.deepEqual(missing, [], 'show them in app/kit, or say in NOT_SHOWN why not')
})

test('whatever is said not to stand there exists, and does not', () => {
  const names = Object.keys(NOT_SHOWN)
  assert.deepEqual(
    names.filter((name) => !components.includes(name)),
    [],
  )
  assert.deepEqual(missingIn(sheet, names), names)
})

// Addresses that somebody has mistyped, cut off or tampered with: every page is there all the same, and says what of its
// address it set aside. Which parameters there are comes from where the pages declare them (page-params.ts).
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { z } from 'zod'
import { PAGE_PARAMS } from '#components/shell/page-params.ts'
import { HOSTILE_VALUES } from '#testing/hostile-addresses.ts'
import { arrive } from './support/arrive.ts'
import { idOf } from './support/id-of.ts'
import type { Inhabited } from './support/inhabited.ts'
import { insertWaitingRequest } from './support/waiting-request.ts'

let place: Inhabited
/** A path of each page, by the name that page-params.ts gives it, and what its heading says. */
const pages = new Map<string, { readonly path: string; readonly title: string }>()

/** What a page made of an address, as text. */
interface Answer {
  readonly status: number
  readonly text: string
}

async function ask(path: string, query: readonly (readonly [string, string])[]): Promise<Answer> {
  const search = new URLSearchParams(query.map(([name, value]) => [name, value]))
  const response = await place.admin.fetch(`${path}?${search.toString()}`)
  const html = await response.text()
  return { status: response.status, text: html.replaceAll('<!-- -->', '') }
}

const titleOf = ({ text }: Answer): string =>
  /<h1[^>]*>(.*?)<\/h1>/s.exec(text)?.[1]?.replaceAll(/<[^>]+>/g, '') ?? 'no heading'

async function findPages(at: Inhabited): Promise<void> {
  place = at
  const { admin } = place
  const own = z.object({ id: z.string() })
  const platform = await admin.must(own, 'POST', '/api/v1/platforms', {
    scope: 'operator',
    body: { name: 'Mistyped' },
  })
  const incident = await admin.must(own, 'POST', '/api/v1/incidents', {
    scope: `platform:${platform.id}`,
    body: { title: 'Disk full' },
  })
  const me = await admin.must(own, 'GET', '/api/v1/me')
  const request = await insertWaitingRequest(place.installation, { id: me.id, name: 'Ada Admin' }, 'Angsana')
  const ids: Readonly<Record<string, string>> = {
    '/incidents/*': incident.id,
    '/requests/*': request,
    '/services/*': await idOf(admin, 'services', { name: 'host' }),
  }
  for (const page of Object.keys(PAGE_PARAMS)) {
    const path = page.replace('*', ids[page] ?? '')
    const answer = await ask(path, [['scope', 'operator']])
    assert.equal(answer.status, 200, path)
    pages.set(page, { path, title: titleOf(answer) })
  }
}

/** Pages with a range of time, and so with something to say about one that cannot be read. */
const TIMED = ['/explore', '/health', '/services/*']
const TEXTS = [
  'text',
  'action',
  'actor',
  'address',
  'targetKind',
  'targetId',
  'requestId',
  'tenant',
  'service',
  'q',
]

/** How often all parameters of a page are filled with what is none. */
const ROUNDS = 3

/** What is said of a parameter whose value is none. */
const SAID: Readonly<Record<string, RegExp>> = {
  zone: /Times are in your own zone/,
  refresh: /The page is live/,
  do: /asks for nothing that is done on this page/,
  explain: /asks to explain a number that is not on this page/,
  columns: /has no column “nonsense”/,
  density: /have their usual height/,
  sort: /not sorted by “nonsense”|names no order of this list/,
  view: /names no saved view|The “view” of this address is unknown/,
  entry: /none is open/,
  from: /is no time|is no day/,
  to: /is no time|is no day/,
  state: /names no state|The state in the address is none/,
  severity: /names no severity/,
  day: /names no day/,
  before: /its first page is shown/,
  after: /its first page is shown/,
  page: /the first one is shown/,
  role: /names no role/,
  area: /names no area/,
  show: /what is to review is shown/,
  kind: /“kind” of this address is unknown|names no kind of event/,
  step: /“step” of this address is unknown/,
  unit: /“unit” of this address is unknown/,
  ...Object.fromEntries(
    TEXTS.map((name) => [name, /too long|cannot be looked for|cannot be one|names no service/]),
  ),
}
/** What opens once the page stands, a figure or a drawer: the sentence comes later than the page (looked at in the browser). */
const SAID_LATER = ['/health explain', '/members member', '/security event', '/services/* metric']

const wordsOf = (page: string): readonly string[] => {
  const own = PAGE_PARAMS[page] ?? []
  const time = TIMED.includes(page) ? ['from', 'to'] : []
  return [...new Set([...own, ...time, 'zone', 'refresh'])]
}

/** Asks a page and notes what is wrong with what it made of the address. */
async function faultsOf(
  page: string,
  query: readonly (readonly [string, string])[],
  said: readonly RegExp[],
): Promise<string[]> {
  const { path, title } = pages.get(page) ?? { path: page, title: '' }
  const answer = await ask(path, [['scope', 'operator'], ...query])
  const what = `${page} ${query.map(([name, value]) => `${name}=${value.slice(0, 30)}`).join(' ')}`
  return [
    ...(answer.status === 200 ? [] : [`${what}: ${answer.status}`]),
    ...(titleOf(answer) === title ? [] : [`${what}: its heading is “${titleOf(answer)}”`]),
    ...said
      .filter((words) => !words.test(answer.text))
      .map((words) => `${what}: it does not say “${words.source}”`),
  ]
}

/** A parameter with a value that is none, and what is said of it; nothing yet where it is said later than the page. */
interface Mistake {
  readonly pair: readonly [string, string]
  readonly said: RegExp | null
}

function mistakeOf(page: string, name: string): Mistake {
  const said = SAID_LATER.includes(`${page} ${name}`) ? null : SAID[name]
  assert.ok(said !== undefined, `what is said of “${name}” belongs here`)
  return { pair: [name, TEXTS.includes(name) ? 'x'.repeat(4000) : 'nonsense'], said }
}

/**
 * The mistakes of a page as few addresses hold them: no two of one address are told in the same words, as each has to be
 * told. What is told by nothing goes alone, and so does nothing else.
 */
function addressesOf(page: string): readonly (readonly Mistake[])[] {
  const addresses: Mistake[][] = []
  for (const mistake of wordsOf(page).map((name) => mistakeOf(page, name))) {
    const room = addresses.find((others) =>
      others.every(({ said }) => said !== null && mistake.said !== null && `${said}` !== `${mistake.said}`),
    )
    if (room === undefined) addresses.push([mistake])
    else room.push(mistake)
  }
  return addresses
}

async function giveNonsense(): Promise<void> {
  const faults: string[] = []
  for (const page of pages.keys())
    for (const mistakes of addressesOf(page)) {
      const said = mistakes.flatMap((one) => (one.said === null ? [] : [one.said]))
      const query = mistakes.map(({ pair }) => pair)
      faults.push(...(await faultsOf(page, query, said)))
    }
  assert.deepEqual(faults, [])
}

async function turnTimeRound(): Promise<void> {
  const range = [
    ['from', '2026-11-20T10:00:00Z'],
    ['to', '2026-11-19T10:00:00Z'],
  ] as const
  for (const page of TIMED) assert.deepEqual(await faultsOf(page, range, [/ends after it begins/]), [])
}

async function sayTwice(): Promise<void> {
  const faults: string[] = []
  for (const page of pages.keys()) {
    const name = wordsOf(page).find((each) => each !== 'q') ?? 'zone'
    const query = [
      ['nobody', 'x'],
      [name, 'a'],
      [name, 'b'],
    ] as const
    const said = [/does not read “nobody”/, new RegExp(`“${name}” more than once`)]
    faults.push(...(await faultsOf(page, query, said)))
  }
  assert.deepEqual(faults, [])
}

async function writeIntoAll(): Promise<void> {
  const faults: string[] = []
  // A step that has no divisor in common with the number of values brings each parameter another one every time.
  const valueOf = (turn: number): string => HOSTILE_VALUES[(5 * turn) % HOSTILE_VALUES.length] ?? ''
  for (const [first, page] of [...pages.keys()].entries())
    for (let round = 0; round < ROUNDS; round += 1) {
      const query = wordsOf(page).map((name, at) => [name, valueOf(first + at + round)] as const)
      faults.push(...(await faultsOf(page, query, [])))
    }
  assert.deepEqual(faults, [])
}

/** The text of a scope that is none as a part of the page, which is drawn in the browser. */
const SHOWN_NO_SCOPE = /(?:>|children\\?":\\?")The scope in the address is none/

async function askForNone(): Promise<void> {
  // Another scope in its place would be worse than none: people act in what they believe to see.
  for (const path of [
    '/?scope=nonsense',
    '/incidents?scope=tenant:x',
    '/incidents/nonsense',
    '/services/%00',
  ]) {
    const response = await place.admin.fetch(path)
    assert.equal(response.status, 404, path)
    const text = await response.text()
    assert.match(text, /There is nothing here/, path)
    // Shown, not only among the texts that travel with the page.
    assert.equal(SHOWN_NO_SCOPE.test(text), path.includes('scope='), path)
  }
}

async function lookInBrowser(): Promise<void> {
  const page = await arrive(place.browser, place.admin)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(
    `${place.installation.url}/incidents?scope=operator&state=gone&sort=best&columns=secret&zone=mars&nobody=1&state=x`,
  )
  const said = page.getByRole('main').getByRole('status')
  for (const words of [
    /names no state/,
    /names no order/,
    /no column “secret”/,
    /in your own zone/,
    /does not read “nobody”/,
    /“state” more than once/,
  ])
    await said.getByText(words).waitFor()
  await page.getByRole('heading', { level: 1, name: 'Incidents' }).waitFor()
  // What is not there is told inside of the shell.
  await page.goto(`${place.installation.url}/incidents/nonsense?scope=operator`)
  await page.getByRole('heading', { level: 1, name: 'There is nothing here' }).waitFor()
  await page
    .getByRole('navigation', { name: 'Main', exact: true })
    .getByRole('link', { name: 'Rules' })
    .waitFor()
  await page.goto(`${place.installation.url}/health?scope=operator&explain=nonsense`)
  await page.getByText(/asks to explain a number that is not on this page/).waitFor()
  assert.deepEqual(complaints, [])
  await page.context().close()
}

/** Declares the tests of mistyped addresses. */
export function runUrlState(at: () => Inhabited): void {
  describe('mistyped addresses', () => {
    before(async () => await findPages(at()))

    test('a value that is none gives way to the usual one, and the page says so', giveNonsense)
    test('a range of time that ends before it begins is told as well', turnTimeRound)
    test('what stands twice counts once, and what no page reads is left out; both are said', sayTwice)
    test('no page breaks over what somebody writes into all of its parameters at once', writeIntoAll)
    test('a scope that is none, and an object that is none, are pages that do not exist', askForNone)
    test('in the browser: the notices are read out, and the page works', lookInBrowser)
  })
}

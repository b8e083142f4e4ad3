// What the product is made of: a whole bill of materials, notices for all that is shipped, and no licence that nobody looked at.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { ROOT } from './bootstrap/checkout.mjs'
import { licenceOf, makeNotices, shippedPackages } from './notices.mjs'
import { completeBill, faultsOf, packagesOf } from './sbom.mjs'

const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'))
const entries = Object.entries(lock.packages).filter(([place]) => place !== '')
const nameOf = (place) => place.split('node_modules/').at(-1)

/** Licences under which anything may be used and shipped here. */
const ALLOWED = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'Unlicense',
  'MPL-2.0', // by file: nothing of it is changed here
  'OFL-1.1', // fonts
])
/** Looked at one by one: used as they are, unchanged and replaceable. */
const BY_NAME = [
  [/^@img\/sharp-/, 'LGPL-3.0-or-later'], // libvips as a shared library; the image optimiser is switched off
  [/^caniuse-lite$/, 'CC-BY-4.0'], // data, used while building
  [/^elkjs$/, 'EPL-2.0'],
]

/** Whether an SPDX expression is met by what is allowed: each part of an AND, one part of an OR. */
function isAllowed(name, expression) {
  const one = (id) =>
    ALLOWED.has(id) || BY_NAME.some(([pattern, licence]) => pattern.test(name) && licence === id)
  return expression
    .replaceAll(/[()]/g, '')
    .split(/ OR /i)
    .some((part) => part.split(/ AND /i).every((id) => one(id.trim())))
}

describe('licences', () => {
  test('an expression is read as it is meant', () => {
    assert.ok(
      isAllowed('x', 'MIT') && isAllowed('x', '(GPL-3.0-only OR MIT)') && isAllowed('x', 'MIT and ISC'),
    )
    assert.ok(
      !isAllowed('x', 'GPL-3.0-only') && !isAllowed('x', 'MIT AND GPL-2.0') && !isAllowed('x', 'UNLICENSED'),
    )
    assert.ok(isAllowed('elkjs', 'EPL-2.0') && !isAllowed('x', 'EPL-2.0'))
  })

  test('every package of the lock has one that was looked at', () => {
    const byText = new Map(shippedPackages().map(({ name, licence }) => [name, licence]))
    const refused = entries.filter(([place, entry]) => {
      const licence = licenceOf(entry) ?? byText.get(nameOf(place)) ?? null
      // Entries for other systems that were added without their manifest; the package that asks for them has the same.
      if (licence === null)
        return entry.optional !== true || (entry.os === undefined && entry.cpu === undefined)
      return !isAllowed(nameOf(place), licence)
    })
    assert.deepEqual(
      refused.map(([place, entry]) => `${place}: ${licenceOf(entry)}`),
      [],
    )
    assert.ok(entries.length > 500)
  })

  test('what is installed declares the licence that the lock names', () => {
    const installed = shippedPackages()
    assert.ok(installed.length > 150, `${installed.length} packages seen`)
    for (const { name, licence } of installed) {
      assert.ok(licence !== null && isAllowed(name, licence), `${name}: ${licence}`)
    }
  })
})

describe('notices', () => {
  test('name every shipped package once, with the text that it brings', () => {
    const packages = shippedPackages()
    const text = makeNotices(packages)
    for (const { name, version, texts } of packages) {
      assert.ok(text.includes(`${name} ${version} (`), name)
      for (const words of texts) assert.ok(text.includes(words), name)
    }
    const bundled = packages.find(({ name }) => name === 'next')
    assert.ok(bundled.texts.length > 50, `next is bundled with more than ${bundled.texts.length} works`)
    const silent = packages.filter(({ texts }) => texts.length === 0)
    assert.ok(silent.length < packages.length / 5, `${silent.length} packages bring no text`)
  })
})

describe('the bill of materials', () => {
  const component = (name, version) => ({
    type: 'library',
    name,
    version,
    purl: `pkg:npm/${name}@${version}`,
    'bom-ref': name,
    licenses: [{ license: { id: 'MIT' } }],
  })
  const small = {
    name: 'bailiwick',
    packages: { '': {}, 'node_modules/a': { version: '1.0.0' }, 'node_modules/@b/c': { version: '2.0.0' } },
  }
  const whole = {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    serialNumber: 'urn:uuid:36cd2fed-0bc6-4a93-a0dd-40476c9dac55',
    metadata: { timestamp: '2026-11-20T06:32:07Z', component: { name: 'bailiwick', type: 'application' } },
    components: [component('a', '1.0.0'), { ...component('c', '2.0.0'), group: '@b' }],
  }

  test('is whole when it has the required fields and every package', () => {
    assert.deepEqual(packagesOf(small), ['a@1.0.0', '@b/c@2.0.0'])
    assert.deepEqual(faultsOf(whole, small), [])
  })
  test('is completed with the name of the product and the licence of whoever asks for a package', () => {
    const known = {
      ...small,
      packages: {
        ...small.packages,
        'node_modules/a': {
          version: '1.0.0',
          license: '(MIT OR ISC)',
          optionalDependencies: { '@b/c': '2' },
        },
      },
    }
    const bare = { ...whole.components[1], licenses: undefined }
    const metadata = { ...whole.metadata, component: { name: 'folder', type: 'library' } }
    const bill = completeBill({ ...whole, metadata, components: [whole.components[0], bare] }, known)
    assert.deepEqual(faultsOf(bill, known), [])
    assert.deepEqual(bill.components[1].licenses, [{ expression: '(MIT OR ISC)' }])
  })
  for (const [what, change] of [
    ['another format', { bomFormat: 'SPDX' }],
    ['an old version', { specVersion: '1.3' }],
    ['no serial number', { serialNumber: undefined }],
    ['no time', { metadata: { component: whole.metadata.component } }],
    ['another subject', { metadata: { ...whole.metadata, component: { name: 'x', type: 'application' } } }],
    ['a library', { metadata: { ...whole.metadata, component: { name: 'bailiwick', type: 'library' } } }],
    [
      'a component without a licence',
      { components: [{ ...component('a', '1.0.0'), licenses: [] }, whole.components[1]] },
    ],
    [
      'a component without its address',
      { components: [{ ...component('a', '1.0.0'), purl: undefined }, whole.components[1]] },
    ],
    ['a package of the lock left out', { components: whole.components.slice(1) }],
  ]) {
    test(`${what} is a fault`, () => {
      assert.equal(faultsOf({ ...whole, ...change }, small).length, 1)
    })
  }
})

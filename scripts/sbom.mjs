// `npm run sbom [-- FILE]`: writes what this product is made of as a CycloneDX bill of materials (JSON), from the lock alone, so
// that the packages of other operating systems are in it too. Fails when the bill leaves out anything that the lock names.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ROOT } from './bootstrap/checkout.mjs'
import { isMain, runMain } from './bootstrap/main.mjs'

const nameOf = (place) => place.split('node_modules/').at(-1)

/** Every package of a lock as `name@version`, each once. */
export const packagesOf = (lock) => [
  ...new Set(
    Object.entries(lock.packages).flatMap(([place, { version }]) =>
      place === '' ? [] : [`${nameOf(place)}@${version}`],
    ),
  ),
]

/** Every component of a bill as `name@version`. */
const componentsOf = (bill) =>
  bill.components.map(
    ({ group, name, version }) => `${group === undefined ? '' : `${group}/`}${name}@${version}`,
  )

/** What the head of a bill has to say, and what is wrong when it does not. */
const HEAD = [
  ['bomFormat is not CycloneDX', (bill) => bill.bomFormat === 'CycloneDX'],
  ['specVersion is older than 1.5', (bill) => /^1\.[5-9]$/.test(bill.specVersion ?? '')],
  ['serialNumber is no urn:uuid', (bill) => /^urn:uuid:[0-9a-f-]{36}$/.test(bill.serialNumber ?? '')],
  ['metadata.component is not that of the lock', (bill, { name }) => bill.metadata?.component?.name === name],
  ['metadata.component is no application', (bill) => bill.metadata?.component?.type === 'application'],
  ['metadata.timestamp is missing', (bill) => !Number.isNaN(Date.parse(bill.metadata?.timestamp))],
]

/**
 * What is wrong with a bill: fields that CycloneDX 1.5 requires, another product than that of the lock, components without a
 * licence, and packages of the lock that it leaves out.
 */
export function faultsOf(bill, lock) {
  const components = bill.components ?? []
  const head = HEAD.flatMap(([fault, holds]) => (holds(bill, lock) ? [] : [fault]))
  const bare = components
    .filter(({ licenses }) => !(licenses?.length > 0))
    .map(({ name }) => `component ${name} has no licence`)
  const torn = components
    .filter(({ type, name, version, purl, 'bom-ref': ref }) =>
      [type, name, version, purl, ref].includes(undefined),
    )
    .map(({ name }) => `component ${name} is not whole`)
  const present = new Set(componentsOf({ components }))
  const absent = packagesOf(lock).filter((name) => !present.has(name))
  return [...head, ...torn, ...bare, ...absent.map((name) => `${name} is missing`)]
}

/**
 * What npm leaves to chance: the product is named like the folder, and packages of other systems stand in the lock without
 * their licence, which is that of the package that asks for them.
 */
export function completeBill(bill, lock) {
  const entries = Object.entries(lock.packages)
  const licenceOf = (name) => {
    const isParent = ({ license, optionalDependencies, dependencies }) =>
      license !== undefined && { ...optionalDependencies, ...dependencies }[name] !== undefined
    return entries.find(([place, entry]) => place !== '' && isParent(entry))?.[1].license
  }
  const components = bill.components.map((component) => {
    const { group, name, licenses = [] } = component
    const licence =
      licenses.length > 0 ? undefined : licenceOf(group === undefined ? name : `${group}/${name}`)
    if (licence === undefined) return component
    const isExpression = / (?:AND|OR|WITH) /i.test(licence)
    return { ...component, licenses: [isExpression ? { expression: licence } : { license: { id: licence } }] }
  })
  const component = { ...bill.metadata.component, type: 'application', name: lock.name }
  return { ...bill, metadata: { ...bill.metadata, component }, components }
}

/** The bill of this checkout, made by npm and completed. Throws when it is not whole. */
export function makeBill(root = ROOT) {
  const args = ['sbom', '--sbom-format=cyclonedx', '--package-lock-only']
  const npm = process.env.npm_execpath
  const options = { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }
  const text = npm?.endsWith('.js')
    ? execFileSync(process.execPath, [npm, ...args], options)
    : execFileSync('npm', args, { ...options, shell: process.platform === 'win32' })
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const bill = completeBill(JSON.parse(text), lock)
  const faults = faultsOf(bill, lock)
  if (faults.length > 0) throw new Error(`the bill of materials is not whole:\n  ${faults.join('\n  ')}`)
  return bill
}

if (isMain(import.meta.url)) {
  await runMain(() => {
    const file = resolve(process.argv[2] ?? 'sbom.cdx.json')
    const bill = makeBill()
    writeFileSync(file, `${JSON.stringify(bill, null, 2)}\n`)
    console.log(`${bill.components.length} components (CycloneDX ${bill.specVersion}) in ${file}`)
  })
}

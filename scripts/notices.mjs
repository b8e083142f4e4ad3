// `npm run notices [-- FILE]`: writes the notices of everything of others that is shipped: each package with its licence and
// the text of it, as the package brings it.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ROOT } from './bootstrap/checkout.mjs'
import { isMain, runMain } from './bootstrap/main.mjs'

const LICENCE_FILE = /^(?:licen[cs]e|copying|notice|ofl)(?:[-.].*)?$/i
const RULE = '='.repeat(80)

const nameOf = (place) => place.split('node_modules/').at(-1)

/** The licence that a package declares, as an SPDX expression; null when it declares none. */
export function licenceOf({ license, licenses }) {
  if (typeof license === 'string') return license
  if (typeof license?.type === 'string') return license.type
  const all = Array.isArray(licenses) ? licenses.map(({ type }) => type) : []
  return all.length > 0 ? all.join(' OR ') : null
}

/** Places of licence files below a folder; another package that is installed there speaks for itself. */
function licenceFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory())
      return entry.name === 'node_modules' ? [] : licenceFiles(join(folder, entry.name))
    return entry.isFile() && LICENCE_FILE.test(entry.name) ? [join(folder, entry.name)] : []
  })
}

/** The texts that a package brings, each once: its own, and those of what it was bundled with. */
const textsIn = (folder) => [
  ...new Set(licenceFiles(folder).map((file) => readFileSync(file, 'utf8').replaceAll('\r\n', '\n').trim())),
]

/** Packages that are shipped and installed on this machine: name, version, licence and the texts that they bring. */
export function shippedPackages(root = ROOT) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  return Object.entries(packages).flatMap(([place, { dev, devOptional }]) => {
    const manifest = join(root, place, 'package.json')
    if (place === '' || dev === true || devOptional === true || !existsSync(manifest)) return []
    const own = JSON.parse(readFileSync(manifest, 'utf8'))
    const texts = textsIn(join(root, place))
    return [{ name: nameOf(place), version: own.version, licence: licenceOf(own) ?? namedIn(texts), texts }]
  })
}

/** The licence of a package that declares none and yet brings its text: some old ones do. */
const namedIn = (texts) => (texts.some((text) => /^\(?The MIT License\b/.test(text)) ? 'MIT' : null)

/** The notices as one text: packages that bring the same words stand together above them. */
export function makeNotices(packages) {
  const byText = new Map()
  const without = []
  for (const one of packages) {
    const words = one.texts.join('\n\n')
    if (words === '') without.push(one)
    else byText.set(words, [...(byText.get(words) ?? []), one])
  }
  const lineOf = ({ name, version, licence }) => `${name} ${version} (${licence ?? 'no licence declared'})`
  const parts = [...byText].map(([words, these]) => `${these.map(lineOf).join('\n')}\n\n${words}`)
  const rest = without.map(lineOf).join('\n')
  return [
    'Bailiwick contains the following works of others.',
    ...parts,
    ...(rest === '' ? [] : [`Packages that declare their licence and bring no text of it:\n\n${rest}`]),
  ].join(`\n\n${RULE}\n\n`)
}

if (isMain(import.meta.url)) {
  await runMain(() => {
    const file = resolve(process.argv[2] ?? 'THIRD-PARTY-NOTICES.txt')
    const packages = shippedPackages()
    writeFileSync(file, `${makeNotices(packages)}\n`)
    const silent = packages.filter(({ texts }) => texts.length === 0).length
    console.log(
      `${packages.length} packages, ${packages.length - silent} with the text of their licence, in ${file}`,
    )
  })
}

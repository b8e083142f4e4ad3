// Makes package-lock.json whole where the registry does not serve the optional packages of other systems: `npm install`
// leaves those out of the lock without a word, and `npm ci` then refuses it (EUSAGE, "Missing: … from lock file"). An
// entry of version and platform is enough: npm skips it where the platform differs, and fetches it by name and version
// where it fits. It has no integrity hash, because nobody here could download the file.
//
//   node scripts/complete-lock.mjs           writes the lock when something has to change
//   node scripts/complete-lock.mjs --check   writes nothing, exit 1 when something would have to change
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './bootstrap/checkout.mjs'
import { isMain, runMain } from './bootstrap/main.mjs'

const SYSTEMS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
]
const PROCESSORS = [
  'arm',
  'arm64',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'x64',
]
const SPELLINGS = { windows: 'win32', armv7: 'arm', armhf: 'arm' }
const LIBRARIES = { musl: 'musl', musleabihf: 'musl', gnu: 'glibc', gnueabihf: 'glibc' }

/** os, cpu and libc as such packages declare them, from the words of the name: `@next/swc-linux-x64-musl`. Null when it has none. */
export function platformOf(name) {
  if (name === 'fsevents') return { os: ['darwin'] } // the one whose name does not tell
  const words = (name.split('/').at(-1) ?? '').split('-').map((word) => SPELLINGS[word] ?? word)
  const os = words.filter((word) => SYSTEMS.includes(word))
  const cpu = words.filter((word) => PROCESSORS.includes(word))
  const libc = os.includes('linux') ? words.flatMap((word) => LIBRARIES[word] ?? []) : []
  if (os.length + cpu.length === 0) return null
  return { ...(cpu.length > 0 && { cpu }), ...(libc.length > 0 && { libc }), ...(os.length > 0 && { os }) }
}

/** The entry that Node's resolution finds for `name` when `from` requires it, or null. */
function lookUp(packages, from, name) {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules') - 1))) {
    const key = `${at}${at === '' ? '' : '/'}node_modules/${name}`
    if (packages[key]) return key
    if (at === '') return null
  }
}

function entryFor(name, range, parent) {
  const platform = platformOf(name)
  // Without os or cpu it would be installed everywhere: that it is missing is then a real gap.
  if (!platform)
    throw new Error(`${name} is optional, missing, and its name tells no platform: run \`npm install\``)
  const version = /^[\^~>=v ]*(\d+\.\d+\.\d+[^\s|]*)/.exec(range)?.[1]
  if (!version) throw new Error(`${name}: no version in "${range}"`)
  const { cpu, libc, os } = platform
  // npm's own order of keys, so that a later `npm install` makes no noise.
  return {
    version,
    ...(cpu && { cpu }),
    ...(parent.dev && { dev: true }),
    ...(libc && { libc }),
    optional: true,
    ...(os && { os }),
  }
}

/** The lock as it should be, with the names of what was added or cleaned. Pure. */
export function complete(lock) {
  const packages = structuredClone(lock.packages)
  const changes = []
  for (const [key, entry] of Object.entries(packages)) {
    if (entry.resolved !== undefined) {
      delete entry.resolved // the address of one machine's registry
      changes.push(`${key}: address removed`)
    }
  }
  for (const [from, parent] of Object.entries(lock.packages)) {
    for (const [name, range] of Object.entries(parent.optionalDependencies ?? {})) {
      if (lookUp(packages, from, name)) continue
      packages[`node_modules/${name}`] = entryFor(name, range, parent)
      changes.push(`node_modules/${name}: added`)
    }
  }
  const inOrder = Object.entries(packages).toSorted(([a], [b]) => a.localeCompare(b, 'en'))
  return { lock: { ...lock, packages: Object.fromEntries(inOrder) }, changes }
}

/** Dependencies that package.json and the lock state differently; only `npm install` can settle those. */
export function disagreements(manifest, lock) {
  const root = lock.packages['']
  return ['dependencies', 'devDependencies'].flatMap((kind) => {
    const [asked, locked] = [manifest[kind] ?? {}, root[kind] ?? {}]
    const names = new Set([...Object.keys(asked), ...Object.keys(locked)])
    return [...names]
      .filter((name) => asked[name] !== locked[name])
      .map(
        (name) =>
          `${name}: package.json says ${asked[name] ?? 'nothing'}, the lock ${locked[name] ?? 'nothing'}`,
      )
  })
}

if (isMain(import.meta.url)) {
  await runMain(() => {
    const file = join(ROOT, 'package-lock.json')
    const present = JSON.parse(readFileSync(file, 'utf8'))
    const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
    const isCheck = process.argv.includes('--check')
    const { lock, changes } = complete(present)
    const unsettled = disagreements(manifest, present)
    for (const line of unsettled) console.error(`${line}: run \`npm install\``)
    if (changes.length === 0) console.log('package-lock.json is complete')
    else if (isCheck)
      console.error(`package-lock.json: ${changes.length} changes wanted: run \`npm run lock:complete\``)
    else writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
    if (changes.length > 0 && !isCheck) console.log(`package-lock.json: ${changes.length} entries completed`)
    return unsettled.length > 0 || (isCheck && changes.length > 0) ? 1 : 0
  })
}

// Are the installed packages those of package-lock.json? Answered from npm's own record of what it installed, not from
// a time stamp or hash of ours: it stays right after `npm install`, a change of branch, a copied folder, or an
// interrupted `npm ci` (npm writes the record last).
import { execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { readJson, seconds } from './checkout.mjs'
import { allowedPackages, assertReviewed, knowsGate } from './install-scripts.mjs'

const isWindows = process.platform === 'win32'
const PROGRESS_MS = 5000

const sameEntries = (a = {}, b = {}) =>
  JSON.stringify(Object.entries(a).toSorted()) === JSON.stringify(Object.entries(b).toSorted())

/** The Node of the npm package `node`: the version that the lock pins, whatever the machine has. */
export const pinnedNode = (root) => join(root, 'node_modules/node/bin', isWindows ? 'node.exe' : 'node')

/** Why the installed packages differ from the lock, or null. Pure, so that every case can be shown in a test. */
export function difference({ manifest, wanted, installed }) {
  for (const kind of ['dependencies', 'devDependencies']) {
    if (!sameEntries(manifest[kind], wanted[''][kind])) return `package.json (${kind}) is ahead of the lock`
  }
  for (const [path, want] of Object.entries(wanted)) {
    if (path === '') continue
    const have = installed[path]
    if (!have && want.optional) continue // a package for another system
    if (!have) return `${path} is missing`
    if (have.version !== want.version) return `${path} is ${have.version}, the lock says ${want.version}`
  }
  const extra = Object.keys(installed).find((path) => !wanted[path])
  return extra ? `${extra} is not in the lock` : null
}

/** Why `npm ci` is needed, in words, or null. */
function staleReason(root) {
  const record = join(root, 'node_modules/.package-lock.json')
  if (!existsSync(record)) return 'nothing is installed yet'
  const reason = difference({
    manifest: readJson(join(root, 'package.json')),
    wanted: readJson(join(root, 'package-lock.json')).packages,
    installed: readJson(record).packages,
  })
  if (reason) return reason
  // npm records the package even when its install script, which fetches the binary, was not allowed to run.
  return existsSync(pinnedNode(root)) ? null : 'the pinned Node is missing'
}

/** The binary is fetched by an install script, outside the lock's hashes: its version is checked here. Throws. */
function assertPinnedNode(root) {
  const wanted = `v${readJson(join(root, 'package-lock.json')).packages['node_modules/node'].version}`
  if (!existsSync(pinnedNode(root))) {
    throw new Error(
      'the pinned Node was not installed: npm may have been told to run no install scripts (ignore-scripts)',
    )
  }
  const found = execFileSync(pinnedNode(root), ['--version'], { encoding: 'utf8' }).trim()
  if (found !== wanted)
    throw new Error(
      `the pinned Node is ${found}, the lock says ${wanted}: remove node_modules and start again`,
    )
}

/**
 * The environment for npm. `npm start` put node_modules/.bin first on PATH, and `npm ci` is about to delete it: npm
 * would run on the very Node that vanishes under it.
 */
export function withoutLocalBinaries(env) {
  const folders = (env.PATH ?? '')
    .split(delimiter)
    .filter((dir) => !/node_modules[\\/]\.bin$|node-gyp-bin$/.test(dir))
  return { ...env, PATH: folders.join(delimiter) }
}

/**
 * The gate stops a dependency with an install script that nobody has reviewed. Where npm does not know it, nothing runs
 * while the packages are laid down, and the allowed ones are built afterwards. All of the lock is installed whatever
 * NODE_ENV says, else every start would find something missing.
 */
export const ciArguments = (hasGate) => [
  'ci',
  hasGate ? '--strict-allow-scripts' : '--ignore-scripts',
  '--include=dev',
  '--no-audit',
  '--no-fund',
]

function askNpm(root, env, ...question) {
  try {
    return execFileSync('npm', question, {
      cwd: root,
      encoding: 'utf8',
      env,
      shell: isWindows,
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch (cause) {
    throw new Error('npm was not found on PATH; it comes with Node', { cause })
  }
}

/** Says every few seconds how far npm is; returns the function that ends that. */
function reportProgress(root, begun, say) {
  const { packages } = readJson(join(root, 'package-lock.json'))
  const paths = Object.keys(packages).filter((path) => path !== '')
  const total = paths.filter((path) => !packages[path].optional).length
  const timer = setInterval(() => {
    const there = paths.filter((path) => existsSync(join(root, path, 'package.json'))).length
    say(
      `installing: ${there < total ? `${there} of about ${total} packages` : 'install scripts'}, ${seconds(begun)}`,
    )
  }, PROGRESS_MS)
  return () => clearInterval(timer)
}

/** npm's own words without the page of options that it adds to a refusal. */
export const withoutUsage = (words) =>
  words.split(/npm error\s*\nnpm error (?:Clean install a project|Usage:)/)[0].trim()

/** Runs npm with progress. Rejects with its own last words. */
async function runNpm(root, words, { env, begun, say }) {
  const npm = spawn('npm', words, {
    cwd: root,
    env,
    shell: isWindows,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const keep = (chunk) => {
    said = (said + chunk).slice(-16_000)
  }
  npm.stdout.on('data', keep)
  npm.stderr.on('data', keep)
  const endProgress = reportProgress(root, begun, say)
  const code = await new Promise((done, fail) => npm.once('error', fail).once('close', done)).finally(
    endProgress,
  )
  if (code !== 0) throw new Error(`npm ${words[0]} failed (${code}):\n${withoutUsage(said)}`)
}

/** Installs the lock. The scripts that may run were reviewed; a package with another one is refused before anything is. */
async function install(root, say) {
  const env = withoutLocalBinaries(process.env)
  const begun = performance.now()
  const { packages } = readJson(join(root, 'package-lock.json'))
  const { allowScripts } = readJson(join(root, 'package.json'))
  assertReviewed(packages, allowScripts)
  const version = askNpm(root, env, '--version')
  const hasGate = knowsGate({ version, answer: askNpm(root, env, 'config', 'get', 'strict-allow-scripts') })
  if (!hasGate) say(`npm ${version} knows no gate for install scripts: the allowed ones run by themselves`)
  await runNpm(root, ciArguments(hasGate), { env, begun, say })
  const built = allowedPackages(packages, allowScripts).filter(({ path }) => existsSync(join(root, path)))
  if (!hasGate && built.length > 0)
    await runNpm(root, ['rebuild', ...new Set(built.map(({ name }) => name))], { env, begun, say })
  say(`installed in ${seconds(begun)}`)
}

/** Brings the packages in line with the lock and checks the pinned Node. `assertFree` may refuse, before a change. */
export async function ensureInstalled(root, { say, assertFree }) {
  const reason = staleReason(root)
  if (reason) {
    await assertFree(`the packages have to be installed again (${reason})`)
    say(`installing the packages: ${reason}`)
    await install(root, say)
  }
  assertPinnedNode(root)
}

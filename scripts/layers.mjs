// The layers, checked by dependency-cruiser, which by itself can pass by seeing nothing: with a TypeScript that it cannot
// load, a wrong folder or a wrong extension it prints "no violations (0 modules)" and exits 0. So its modules are counted
// against the files on disk. On top, no two modules of lib/modules may use each other, over however many corners:
// two files of them that import one another are a cycle that it finds, two pairs of different files are not.
//
//   node scripts/layers.mjs app components lib …      exit 0: clean, 1: violations, 2: not every source file was seen
//
// A place that does not exist is an error: a renamed folder must not drop out of the check.
import { spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'

const SOURCE = /(?<!\.d)\.(?:ts|tsx|mjs|js)$/
const TEST = /\.test\.(?:ts|tsx|mjs)$/
const MODULE = /^lib\/modules\/([^/]+)\//

const sourcesBelow = (place) =>
  statSync(place).isDirectory()
    ? readdirSync(place, { recursive: true })
        .map((name) => `${place}/${name.replaceAll('\\', '/')}`)
        .filter((file) => SOURCE.test(file) && !file.startsWith('bench/tools/'))
    : [place]

function cruise(places) {
  const run = spawnSync(
    'depcruise',
    ['--config', '.dependency-cruiser.mjs', '--output-type', 'json', ...places],
    {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      shell: process.platform === 'win32',
    },
  )
  if (!run.stdout?.startsWith('{')) throw new Error(run.stderr || run.stdout || String(run.error))
  return JSON.parse(run.stdout)
}

/** Module → the modules it imports from, tests left out: Map<string, Map<string, 'file → file'>>. */
function moduleGraph(files) {
  const graph = new Map()
  for (const file of files) {
    const [, from] = MODULE.exec(file.source) ?? []
    if (from === undefined || TEST.test(file.source)) continue
    for (const { resolved } of file.dependencies) {
      const [, to] = MODULE.exec(resolved) ?? []
      if (to === undefined || to === from) continue
      if (!graph.has(from)) graph.set(from, new Map())
      graph.get(from).set(to, `${file.source} → ${resolved}`)
    }
  }
  return graph
}

/** The shortest way start → … → start through the graph, or undefined. */
function roundTrip(graph, start) {
  const cameFrom = new Map()
  const queue = [start]
  const wayTo = (end) => (end === start ? [start] : [...wayTo(cameFrom.get(end)), end])
  for (const at of queue) {
    for (const next of graph.get(at)?.keys() ?? []) {
      if (next === start) return [...wayTo(at), start]
      if (!cameFrom.has(next)) {
        cameFrom.set(next, at)
        queue.push(next)
      }
    }
  }
  return undefined
}

/** Round trips of the graph, a module in one at most: what there is to repair, not every way to say it. */
function roundTrips(graph) {
  const found = []
  for (const start of [...graph.keys()].toSorted()) {
    if (found.some((trip) => trip.includes(start))) continue
    const trip = roundTrip(graph, start)
    if (trip !== undefined) found.push(trip)
  }
  return found
}

const places = process.argv.slice(2)
const onDisk = places.flatMap(sourcesBelow)
const { modules: files, summary } = cruise(places)
const cruised = new Set(files.map((file) => file.source))
const unseen = onDisk.filter((file) => !cruised.has(file))

const problems = summary.violations.map((violation) => {
  const way = violation.cycle?.length
    ? ` (${violation.cycle.map((step) => step.name ?? step).join(' → ')})`
    : ''
  return `${violation.rule.name}: ${violation.from} → ${violation.to}${way}`
})
const graph = moduleGraph(files)
for (const trip of roundTrips(graph)) {
  const imports = trip.slice(1).map((to, i) => graph.get(trip[i]).get(to))
  problems.push(`modules-not-mutual: ${trip.join(' → ')} (${imports.join(', ')})`)
}

for (const problem of problems) console.error(problem)
console.log(
  `${onDisk.length - unseen.length} of ${onDisk.length} source files, ${summary.totalDependenciesCruised} dependencies, ${problems.length} violations`,
)
if (onDisk.length === 0 || unseen.length > 0) {
  console.error(`not every source file was seen: ${unseen.join(', ') || 'there is none'}`)
  process.exitCode = 2
} else process.exitCode = problems.length > 0 ? 1 : 0

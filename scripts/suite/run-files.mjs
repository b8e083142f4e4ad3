// Runs test files with node:test, each in a process of its own: node run-files.mjs SUMMARY CONCURRENCY LIMIT_MS FILE …
// Prints a report per file, in the order in which they end, and writes `{ passed, failed }` to SUMMARY.
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { run } from 'node:test'
import { FileReport } from './report.mjs'

const [summary, concurrency, limit, ...names] = process.argv.slice(2)
const reports = new Map(names.map((name) => [resolve(name), new FileReport(resolve(name))]))
const shown = new Set()

function show(path) {
  if (shown.has(path)) return
  shown.add(path)
  console.log(reports.get(path).toString())
}

const files = [...reports.keys()]
for await (const event of run({ files, concurrency: Number(concurrency), timeout: Number(limit) })) {
  const path = event.data?.file
  if (!reports.has(path)) continue
  reports.get(path).add(event)
  if (event.type === 'test:summary') show(path)
}
for (const path of files) show(path)
const total = { passed: 0, failed: 0 }
for (const report of reports.values()) {
  total.passed += report.passed
  total.failed += report.failed
}
writeFileSync(summary, JSON.stringify(total))
process.exitCode = total.failed === 0 ? 0 : 1

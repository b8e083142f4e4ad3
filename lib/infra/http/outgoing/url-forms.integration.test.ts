import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { platformId, tenantId } from '#lib/core/ids.ts'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import { createLogger } from '#lib/infra/telemetry/logger.ts'
import { countSockets, startListener, twoLoopbacks, type TestListener } from '#testing/listeners.ts'
import { createOutgoing, OutgoingError, type Outgoing } from '../outgoing.ts'

const log = createLogger('test', 'silent')
const A = platformId('018f0000-0000-7000-8000-00000000000a')
const platform: Scope = { kind: 'platform', platformId: A }
const tenant: Scope = {
  kind: 'tenant',
  platformId: A,
  tenantId: tenantId('018f0000-0000-7000-8000-0000000000aa'),
}

/** Names as a DNS under foreign control answers them. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  localhost: ['127.0.0.1', '::1'],
  'localhost.': ['127.0.0.1'],
  'loopback.example': ['127.0.0.1'],
  'loopback6.example': ['::1'],
  'mapped.example': ['::ffff:127.0.0.1'],
  'mixed.example': ['1.1.1.1', '127.0.0.1'],
  'mixed-late.example': ['1.1.1.1', '2606:4700:4700::1111', '10.0.0.1'],
  'intranet.example': ['10.1.2.3'],
  'metadata.google.internal': ['169.254.169.254'],
  'nat64.example': ['64:ff9b::7f00:1'],
  'zero.example': ['0.0.0.0'],
}

const FORMS: readonly string[] = [
  // 127.0.0.1 in the notations that some parser accepts
  'http://127.0.0.1:PORT/',
  'http://127.1:PORT/',
  'http://127.0.1:PORT/',
  'http://2130706433:PORT/',
  'http://017700000001:PORT/',
  'http://0177.0.0.1:PORT/',
  'http://0177.0.0.01:PORT/',
  'http://0x7f000001:PORT/',
  'http://0x7f.0.0.1:PORT/',
  'http://0x7f.1:PORT/',
  'http://127.0.0.1.:PORT/',
  'http://127%2E0%2E0%2E1:PORT/',
  'http://%31%32%37.0.0.1:PORT/',
  'http://１２７．０．０．１:PORT/',
  'http://①②⑦.⓪.⓪.①:PORT/',
  'http://127。0。0。1:PORT/',
  'http://127.0.0.2:PORT/',
  'http://127.255.255.254:PORT/',
  'http:127.0.0.1:PORT/',
  'http:///127.0.0.1:PORT/',
  'http:\\\\127.0.0.1:PORT\\',
  ' http://127.0.\n0.\t1:PORT/',
  'http://127.0.0.1:PORT#@public.example/',
  'http://127.0.0.1:PORT\\@public.example/',
  // the same in IPv6
  'http://[::1]:PORT/',
  'http://[0:0:0:0:0:0:0:1]:PORT/',
  'http://[::ffff:127.0.0.1]:PORT/',
  'http://[::ffff:7f00:1]:PORT/',
  'http://[::127.0.0.1]:PORT/',
  'http://[::ffff:0:127.0.0.1]:PORT/',
  'http://[64:ff9b::127.0.0.1]:PORT/',
  'http://[64:ff9b:1::7f00:1]:PORT/',
  'http://[2002:7f00:1::]:PORT/',
  'http://[2001:0:7f00:1::]:PORT/',
  'http://[2001:0:4136:e378:8000:63bf:80ff:fffe]:PORT/',
  'http://[fe80::1]:PORT/',
  'http://[fe80::1%25lo]:PORT/',
  'http://[fe80::1%lo]:PORT/',
  'http://[fc00::1]:PORT/',
  'http://[fec0::1]:PORT/',
  // this host, and nobody
  'http://0.0.0.0:PORT/',
  'http://0:PORT/',
  'http://[::]:PORT/',
  'http://255.255.255.255:PORT/',
  'http://224.0.0.1:PORT/',
  // user-info
  'http://user:pass@127.0.0.1:PORT/',
  'http://public.example@127.0.0.1:PORT/',
  'http://public.example:80@127.0.0.1:PORT/',
  // private ranges
  'http://10.0.0.1:PORT/',
  'http://172.16.0.1:PORT/',
  'http://172.31.255.254:PORT/',
  'http://192.168.1.1:PORT/',
  'http://3232235777:PORT/',
  'http://0xc0a80101:PORT/',
  'http://100.64.0.1:PORT/',
  'http://198.18.0.1:PORT/',
  'http://[::ffff:10.0.0.1]:PORT/',
  // metadata of AWS, Google, Azure, Alibaba, Oracle, Scaleway
  'http://169.254.169.254/latest/meta-data/',
  'http://2852039166/',
  'http://0xa9fea9fe/',
  'http://[::ffff:169.254.169.254]/',
  'http://169.254.170.2/',
  'http://[fd00:ec2::254]/',
  'http://[fd20:ce::254]/',
  'http://168.63.129.16/',
  'http://100.100.100.200/',
  'http://192.0.0.192/',
  'http://[fd00:42::42]/',
  // names, also in letters that become ASCII
  'http://localhost:PORT/',
  'http://LOCALHOST:PORT/',
  'http://localhost.:PORT/',
  'http://ｌｏｃａｌｈｏｓｔ:PORT/',
  'http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ:PORT/',
  'http://loopback.example:PORT/',
  'http://loopback6.example:PORT/',
  'http://mapped.example:PORT/',
  'http://mixed.example:PORT/',
  'http://mixed-late.example:PORT/',
  'http://intranet.example:PORT/',
  'http://metadata.google.internal/',
  'http://nat64.example:PORT/',
  'http://zero.example:PORT/',
  // other schemes and ports
  'ftp://127.0.0.1:PORT/',
  'gopher://127.0.0.1:PORT/_x',
  'file:///etc/passwd',
  'data:text/plain,x',
  'ws://127.0.0.1:PORT/',
  'http://1.1.1.1:22/',
]

let listeners: readonly TestListener[] = []
let client: Outgoing

before(async () => {
  const [near, far] = twoLoopbacks()
  const first = await startListener((_request, response) => response.end('reached'), { host: near })
  const other = await startListener((_request, response) => response.end('reached'), {
    host: far,
    port: first.port,
  })
  listeners = [first, other]
  client = createOutgoing({
    log,
    resolve: async (host) => NAMES[host] ?? [],
    publicPorts: [80, 443, first.port], // so that refusals are about addresses and not about the port
  })
})
after(async () => {
  for (const listener of listeners) await listener.close()
})

// Bar test 19 at the one client that every field with a URL leads to (the layers refuse any other way out).
test('there are at least 60 forms, each once', (t) => {
  t.diagnostic(`bar test 19: ${FORMS.length} forms × 3 scopes × request and check, 0 connections`)
  assert.ok(FORMS.length >= 60)
  assert.equal(new Set(FORMS).size, FORMS.length)
})

const opensNothing = (form: string) => async (): Promise<void> => {
  const url = form.replaceAll('PORT', String(listeners[0]?.port))
  const sockets = await countSockets(async () => {
    for (const scope of [tenant, platform, operatorScope]) {
      await assert.rejects(client.request({ url, scope, allowHttp: true }), OutgoingError)
      await assert.rejects(client.check({ url, scope, allowHttp: true }), OutgoingError)
    }
  })
  assert.equal(sockets, 0)
  for (const listener of listeners) assert.equal(listener.connections(), 0)
}

for (const form of FORMS) test(`${JSON.stringify(form)} opens no socket in any scope`, opensNothing(form))

test('the same client reaches the same listeners once entries open them: the refusals above were decisions', async () => {
  const allow = ['127.0.0.0/8', '::1/128'].map((cidr) => ({
    cidr,
    port: listeners[0]?.port ?? 0,
    platformId: null,
  }))
  const sockets = await countSockets(async () => {
    for (const { origin } of listeners) {
      await client.request({ url: origin, scope: platform, allowHttp: true, allow })
    }
  })
  assert.equal(sockets, 2)
  for (const listener of listeners) assert.equal(listener.connections(), 1)
})

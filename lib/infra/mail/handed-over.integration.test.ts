import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { test } from 'node:test'
import { createMailer, MailError, type Mail, type Mailer } from './index.ts'

const mail: Mail = {
  to: 'ada@example.test',
  subject: 'One',
  text: 'x'.repeat(2000),
  messageId: '1@bailiwick',
}

/** How a server of a test behaves once the message has arrived whole, final dot included. */
type Ending = (socket: Socket) => void

/** A mail server of a few lines, so that it can break off at any point of the conversation. */
async function withServer(
  ending: Ending,
  work: (url: string, count: () => number) => Promise<void>,
): Promise<void> {
  let messages = 0
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    let isInData = false
    let text = ''
    socket.on('error', () => undefined)
    socket.write('220 test\r\n')
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1')
      if (isInData) {
        if (!text.endsWith('\r\n.\r\n')) return
        messages += 1
        isInData = false
        ending(socket)
      } else if (/^QUIT/m.test(text)) socket.end('221 bye\r\n')
      else {
        isInData = /^DATA/m.test(text)
        socket.write(isInData ? '354 go\r\n' : '250 ok\r\n')
      }
      text = ''
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  assert.ok(typeof address === 'object' && address !== null)
  try {
    await work(`smtp://127.0.0.1:${address.port}`, () => messages)
  } finally {
    for (const socket of sockets) socket.destroy()
    server.close()
  }
}

async function withMailer(
  url: string,
  limits: object,
  work: (mailer: Mailer) => Promise<void>,
): Promise<void> {
  const mailer = createMailer({ url, from: 'Bailiwick <bailiwick@example.test>', ...limits })
  try {
    await work(mailer)
  } finally {
    mailer.close()
  }
}

const failsAs =
  (fault: string) =>
  (error: unknown): boolean =>
    error instanceof MailError && error.fault === fault

test('a connection lost after the final dot leaves it unknown whether the message arrives, and it is not sent twice', async () => {
  await withServer(
    (socket) => socket.destroy(),
    async (url, count) => {
      await withMailer(url, {}, async (mailer) => {
        await assert.rejects(mailer.send(mail), failsAs('unknown'))
      })
      assert.equal(count(), 1)
    },
  )
})

test('so does a server that takes the message and then says nothing', async () => {
  const limits = [{ silenceMs: 300 }, { totalMs: 300 }]
  for (const limit of limits) {
    await withServer(
      () => undefined,
      async (url) => {
        await withMailer(url, limit, async (mailer) => {
          await assert.rejects(mailer.send(mail), failsAs('unknown'))
        })
      },
    )
  }
})

test('a reply after the final dot is certain', async () => {
  for (const [reply, fault] of [
    ['452 full', 'transient'],
    ['554 spam', 'permanent'],
  ] as const) {
    await withServer(
      (socket) => socket.write(`${reply}\r\n`),
      async (url) => {
        await withMailer(url, {}, async (mailer) => {
          await assert.rejects(mailer.send(mail), failsAs(fault))
        })
      },
    )
  }
})

test('one connection serves several messages', async () => {
  const connections = new Set<Socket>()
  await withServer(
    (socket) => {
      connections.add(socket)
      socket.write('250 2.0.0 queued as 7\r\n')
    },
    async (url, count) => {
      await withMailer(url, {}, async (mailer) => {
        for (let i = 0; i < 5; i += 1) {
          const sent = await mailer.send({ ...mail, messageId: `${i}@bailiwick` })
          assert.deepEqual(sent, { messageId: `<${i}@bailiwick>`, response: '250 2.0.0 queued as 7' })
        }
      })
      assert.equal(count(), 5)
    },
  )
  assert.equal(connections.size, 1)
})

test('a server that nobody runs is a failure to try again', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  assert.ok(typeof address === 'object' && address !== null)
  server.close()
  await withMailer(`smtp://127.0.0.1:${address.port}`, {}, async (mailer) => {
    await assert.rejects(mailer.send(mail), failsAs('transient'))
  })
})

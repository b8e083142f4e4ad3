// Against a real SMTP server with its failure modes.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import net from 'node:net'
import { after, test } from 'node:test'
import PostalMime from 'postal-mime'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { createMailer, MailError, noMailer, type Mail } from './index.ts'

const mail: Mail = {
  to: 'on-call@example.test',
  subject: 'P1 · Ünicode is down',
  text: 'What: it is down.',
  html: '<p>What: it is down.</p>',
  messageId: '0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77@bailiwick',
  headers: { 'X-Bailiwick-Incident': 'INC-7K3F9' },
}
const closers: (() => Promise<void>)[] = []
after(async () => {
  for (const close of closers) await close()
})

async function serve(options: SMTPServerOptions): Promise<{ url: string; received: string[] }> {
  const received: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      let text = ''
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
      stream.on('end', () => {
        received.push(text)
        done()
      })
    },
    ...options,
  })
  const { promise, resolve } = Promise.withResolvers<number>()
  const listener = server.listen(0, '127.0.0.1', () => {
    const address = listener.address()
    resolve(typeof address === 'object' && address !== null ? address.port : 0)
  })
  closers.push(async () => {
    const closed = Promise.withResolvers<boolean>()
    server.close(() => closed.resolve(true))
    await closed.promise
  })
  return { url: `smtp://127.0.0.1:${await promise}`, received }
}

async function send(url: string, message: Mail = mail) {
  const mailer = createMailer({ url, from: 'Bailiwick <bailiwick@example.test>' })
  try {
    return await mailer.send(message)
  } finally {
    mailer.close()
  }
}

test('the message arrives whole: subject, both parts, our headers, the id that every attempt keeps', async () => {
  const { url, received } = await serve({})
  const receipt = await send(url)
  assert.equal(receipt.messageId, `<${mail.messageId}>`)
  assert.match(receipt.response, /^250/)
  const parsed = await PostalMime.parse(received[0] ?? '')
  assert.equal(parsed.subject, mail.subject)
  assert.equal(parsed.to?.[0]?.address, mail.to)
  assert.equal(parsed.messageId, `<${mail.messageId}>`)
  assert.match(parsed.text ?? '', /it is down/)
  assert.match(parsed.html ?? '', /<p>/)
  assert.equal(parsed.headers.find(({ key }) => key === 'x-bailiwick-incident')?.value, 'INC-7K3F9')
})

const refusing = (responseCode: number): SMTPServerOptions => ({
  onRcptTo: (_address, _session, done) => done(Object.assign(new Error('not now'), { responseCode })),
})
for (const [code, isRetryable] of [
  [451, true],
  [550, false],
] as const) {
  test(`a refusal with ${code} is ${isRetryable ? 'temporary' : 'final'}`, async () => {
    const { url } = await serve(refusing(code))
    await assert.rejects(
      send(url),
      (error: unknown) => error instanceof MailError && error.isRetryable === isRetryable,
    )
  })
}

test('a connection cut in the middle of the message is temporary', async () => {
  const cut = net.createServer((socket) => {
    socket.write('220 ready\r\n')
    socket.on('data', (data) =>
      /^DATA/m.test(data.toString()) ? socket.destroy() : socket.write('250 ok\r\n'),
    )
    socket.on('error', () => undefined)
  })
  cut.listen(0, '127.0.0.1')
  await once(cut, 'listening')
  const address = cut.address()
  assert.ok(typeof address === 'object' && address !== null)
  await assert.rejects(
    send(`smtp://127.0.0.1:${address.port}`),
    (error: unknown) => error instanceof MailError && error.isRetryable,
  )
  cut.close()
})

test('a server that accepts and never answers is given up in time', async () => {
  const silent = net.createServer((socket) => {
    socket.on('error', () => undefined)
  })
  silent.listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const address = silent.address()
  assert.ok(typeof address === 'object' && address !== null)
  const begun = performance.now()
  await assert.rejects(
    send(`smtp://127.0.0.1:${address.port}`),
    (error: unknown) => error instanceof MailError && error.isRetryable,
  )
  assert.ok(performance.now() - begun < 9000)
  silent.close()
})

for (const [what, change] of [
  ['a line break in the subject', { subject: 'x\r\nBcc: all@example.test' }],
  ['two addresses', { to: 'a@example.test, b@example.test' }],
  ['a name before the address', { to: 'A <a@example.test>' }],
  ['a line break in a header', { headers: { 'X-Y': 'a\nBcc: b@example.test' } }],
] as const) {
  test(`refuses ${what} before anything is sent`, async () => {
    const { url, received } = await serve({})
    await assert.rejects(
      send(url, { ...mail, ...change }),
      (error: unknown) => error instanceof MailError && !error.isRetryable,
    )
    assert.equal(received.length, 0)
  })
}

test('without a server the refusal names the setting', async () => {
  await assert.rejects(noMailer().send(mail), /SMTP_URL/)
})

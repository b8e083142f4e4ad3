import { startEngine, until } from './engine-world.ts'

/* An engine in a process of its own: arguments are the address of its database and its port. Says the port when it is ready. */

const [engineUrl = '', port = '0'] = process.argv.slice(2)
const running = await startEngine({ engineUrl, port: Number(port) })
await until('the engine leads', () => running.engine.state === 'leading')
process.stdout.write(`${running.port}\n`)

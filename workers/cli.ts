import { COMMANDS } from './cli/commands.ts'
import { openConsole } from './cli/open-console.ts'
import { runCli } from './cli/run-cli.ts'

/* The command line. `scripts/bailiwick.mjs` starts it with the environment of the running installation. */

process.exitCode = await runCli(process.argv.slice(2), {
  commands: COMMANDS,
  open: openConsole,
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
})

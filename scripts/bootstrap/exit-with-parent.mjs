// Preloaded into every child (`node --import`): nothing is left over when the supervisor is killed with SIGKILL. The
// channel closes with the process at its other end, whatever ended it, on every operating system.
const LAST_CHANCE_MS = 10_000

if (process.channel) {
  process.once('disconnect', () => {
    process.kill(process.pid, 'SIGTERM') // the same clean end as an ordered one …
    setTimeout(() => process.exit(1), LAST_CHANCE_MS).unref() // … but not for ever
  })
  process.channel.unref() // the channel alone must not keep a finished child alive
}

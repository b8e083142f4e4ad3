import { realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** True when the module at `url` is the program that Node was started with. */
export function isMain(url) {
  try {
    return realpathSync(process.argv[1] ?? '') === realpathSync(fileURLToPath(url))
  } catch {
    return false
  }
}

/** Runs a program to its end: prints the reason of a failure and sets the exit code (that of the error, else 1). */
export async function runMain(main) {
  try {
    process.exit((await main()) ?? 0)
  } catch (error) {
    console.error(error.message)
    process.exit(error.exitCode ?? 1)
  }
}

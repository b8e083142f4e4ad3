import { readdirSync } from 'node:fs'

/** Where below a folder files of one name lie, with slashes on every system. */
export const filesBelow = (folder: string, name: string): string[] =>
  readdirSync(folder, { recursive: true })
    .map((file) => String(file).replaceAll('\\', '/'))
    .filter((file) => file === name || file.endsWith(`/${name}`))

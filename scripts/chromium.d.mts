/** Path of a Chromium that runs here; installs Debian's as root. Rejects with the command to type when there is none. */
export function chromiumPath(say: (line: string) => void): Promise<string>

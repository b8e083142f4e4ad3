/** Gives this process the settings that a running installation gives to its programs. Before anything reads one of them. */
export function takeSettings(settings: Readonly<Record<string, string>>): void {
  Object.assign(process.env, settings)
}

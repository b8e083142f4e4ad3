/** Gives this process the secrets of an installation, before anything reads its settings: the second one is being replaced, or next. */
export function setSecrets(secret: string, secondSecret: string): void {
  process.env['BAILIWICK_SECRET'] = secret
  process.env['BAILIWICK_SECRET_PREVIOUS'] = secondSecret
}

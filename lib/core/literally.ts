/** A text without the characters that stand for others in a search of the database: they are looked for as they are. */
export const literally = (text: string): string => text.replaceAll(/[\\%_]/g, String.raw`\$&`)

/** One path for all dark modules of a QR code: runs of a row are one rectangle each. */
export function qrPath(rows: readonly (readonly boolean[])[]): {
  readonly path: string
  readonly size: number
} {
  const path = rows
    .flatMap((row, y) =>
      row.flatMap((isDark, x) => {
        if (!isDark || row[x - 1] === true) return []
        const end = row.indexOf(false, x)
        return [`M${x} ${y}h${(end === -1 ? row.length : end) - x}v1H${x}z`]
      }),
    )
    .join('')
  return { path, size: rows.length }
}

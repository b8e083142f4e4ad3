'use client'
import { useText } from '#components/language/use-text.ts'

/** Most rows that stand on the page at once; the CSV has all. */
const MOST_ROWS = 500

/** The data of a chart as texts: what its table shows. */
export interface Twin {
  readonly columns: readonly string[]
  /** As they are read, in the order of reading; null where nothing was measured. */
  readonly rows: readonly (readonly (string | null)[])[]
}

/** The twin of a chart: the same data as a table. */
export function TwinTable({ caption, twin }: { caption: string; twin: Twin }) {
  const t = useText('charts')
  const [first = '', ...others] = twin.columns
  return (
    <>
      <div className="max-h-72 overflow-auto" tabIndex={0} role="region" aria-label={caption}>
        <table className="w-full border-collapse">
          <caption className="sr-only">{caption}</caption>
          <thead className="sticky top-0 bg-panel text-micro text-fg-3">
            <tr>
              <th scope="col" className="px-3.5 py-1.5 text-left font-medium">
                {first}
              </th>
              {others.map((name) => (
                <th key={name} scope="col" className="px-3.5 py-1.5 text-right font-medium">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {twin.rows.slice(0, MOST_ROWS).map(([head, ...cells]) => (
              <tr key={head} className="border-t border-line">
                <th scope="row" className="px-3.5 py-1 text-left font-mono text-small font-normal text-fg-3">
                  {head}
                </th>
                {cells.map((text, i) => (
                  <td key={others[i]} className="px-3.5 py-1 text-right">
                    {text ?? <span className="text-fg-3">{t('noData')}</span>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {twin.rows.length > MOST_ROWS ? (
        <p className="border-t border-line px-3.5 py-1.5 text-small text-fg-3">
          {t('sheet.rows', { shown: MOST_ROWS, all: twin.rows.length })}
        </p>
      ) : null}
    </>
  )
}

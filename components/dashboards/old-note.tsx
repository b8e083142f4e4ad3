'use client'
import { put } from '#components/language/put.ts'
import { useText } from '#components/language/use-text.ts'
import { Note } from '#components/ui/note.tsx'
import { Age, Moment } from '#components/ui/time.tsx'
import { useIsOld } from './use-freshness.ts'

/** Says that the states on an overview are old, once they are: a green tick of then is no green tick of now. */
export function OldNote({ asOf }: { asOf: string }) {
  const t = useText('dashboards')
  const isOld = useIsOld(asOf)
  return (
    <div role="status" className="empty:hidden">
      {isOld ? (
        <Note state="stale">
          {t.rich('old', { moment: put(<Moment at={asOf} />), age: put(<Age at={asOf} kind="bare" />) })}
        </Note>
      ) : null}
    </div>
  )
}

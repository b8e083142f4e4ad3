import { Note } from '#components/ui/note.tsx'

/** Above the sign-in form, for somebody whose session has just ended. */
export function EndedNote({ why }: { why: string }) {
  return (
    <div role="status">
      <Note state="stale">{why} Sign in to go back to where you were.</Note>
    </div>
  )
}

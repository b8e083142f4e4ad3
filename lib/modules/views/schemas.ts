import { z } from 'zod'
import { VIEW_SCREENS } from './domain/screens.ts'

const screen = z.enum(VIEW_SCREENS, `one of ${VIEW_SCREENS.join(', ')}`)
const name = z.string('a text').trim().min(1, 'at least one character').max(80, 'at most 80 characters')
/** Parameters of an address as browsers write them; what they mean is judged by the page, at every visit. */
const query = z
  .string('a text')
  .max(2000, 'at most 2000 characters')
  .regex(/^[\w.~*+%=&:,@!$'()/?-]*$/, 'the parameters of an address, percent-encoded')
const flag = z.boolean('true or false')

/** Input of `listViews`. */
export const listViewsInput = z.strictObject({ screen })
/** Input of `listViews`. */
export type ListViewsInput = z.input<typeof listViewsInput>

/** Input of `saveView`. */
export const saveViewInput = z.strictObject({
  screen,
  name,
  query,
  isShared: flag.default(false),
  isDefault: flag.default(false),
})
/** Input of `saveView`. */
export type SaveViewInput = z.input<typeof saveViewInput>

/** Input of verbs that find one view. */
export const viewRef = z.strictObject({ viewId: z.uuid() })
/** Input of verbs that find one view. */
export type ViewRef = z.input<typeof viewRef>

/** What of a view can be changed. */
export const viewChanges = z.strictObject({
  name: name.optional(),
  query: query.optional(),
  isShared: flag.optional(),
  isDefault: flag.optional(),
})
/** Input of `changeView`. */
export const changeViewInput = viewRef.extend(viewChanges.shape)
/** Input of `changeView`. */
export type ChangeViewInput = z.input<typeof changeViewInput>

/** A saved view. */
export const savedView = z.object({
  id: z.string(),
  screen: z.string(),
  name: z.string(),
  query: z.string(),
  isShared: z.boolean(),
  isDefault: z.boolean(),
  /** Whether the reader made it, and so may change it. */
  isOwn: z.boolean(),
})
/** A saved view. */
export type SavedViewView = z.infer<typeof savedView>

/** Output of `listViews`; `mayShare` tells whether the reader may save views for everybody in the scope. */
export const listViewsOutput = z.object({ views: z.array(savedView), mayShare: z.boolean() })
/** Output of `listViews`. */
export type ListViewsOutput = z.infer<typeof listViewsOutput>

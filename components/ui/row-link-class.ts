/** A link whose press is that of the whole row around it, which is `relative`; the focus is drawn around the row. */
export const ROW_LINK =
  'row-link after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus'
/** The same, where the link is what the row is called. */
export const ROW_NAME = `${ROW_LINK} font-medium`

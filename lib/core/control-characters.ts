/** ASCII's control characters, line ends among them: none belongs into one line of text. */
export const CONTROL_IN_LINE = /[\u0000-\u001f\u007f]/

/** The same without tab and line feed, which a text of several lines holds. */
export const CONTROL_IN_TEXT = /[\u0000-\u0008\u000b-\u001f\u007f]/

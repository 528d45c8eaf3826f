// What ran: which edit of each module a frame has run last.

/** Edits by module, such as `scripts/one` and `plain/one`. */
export const ran: Record<string, number> = {}

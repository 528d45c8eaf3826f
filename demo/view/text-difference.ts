// difference: the one stretch in which two texts differ, so that the rest of a document stays as it
// is.

/** A change for CodeMirror that makes `after` of `before`. */
export function difference(before: string, after: string) {
  let from = 0
  while (from < after.length && before[from] === after[from]) from++
  let to = before.length
  let end = after.length
  while (to > from && end > from && before[to - 1] === after[end - 1]) {
    to--
    end--
  }
  return { from, to, insert: after.slice(from, end) }
}

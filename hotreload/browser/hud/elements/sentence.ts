// sentence: a reason of the engine, which starts in lower case and has no full stop, as a sentence.

/** `it has proven itself` → `It has proven itself.` */
export function sentence(reason: string): string {
  const text = reason.charAt(0).toUpperCase() + reason.slice(1)
  return /[.!?]$/.test(text) ? text : `${text}.`
}

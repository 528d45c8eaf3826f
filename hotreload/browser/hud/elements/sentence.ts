// sentence: a reason of the engine, which begins small and ends without a full stop, as people write it alone.

/** `it has proven itself` → `It has proven itself.` */
export function sentence(reason: string): string {
  const text = reason.charAt(0).toUpperCase() + reason.slice(1)
  return /[.!?]$/.test(text) ? text : `${text}.`
}

// part: finds the parts of index.html by id.

/** @throws Error if index.html has no such part. */
export function part(id: string): HTMLElement {
  const element = document.getElementById(id)
  if (!element) throw new Error(`index.html has no element with the id "${id}".`)
  return element
}

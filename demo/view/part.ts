// part: finds the parts of index.html by id.

/** @throws Error if index.html has no such part. */
export function part(id: string): HTMLElement {
  const element = document.getElementById(id)
  if (!element) throw new Error(`index.html has no element with the id "${id}".`)
  return element
}

/** @throws Error if that part is no input. */
export function input(id: string): HTMLInputElement {
  const element = part(id)
  if (!(element instanceof HTMLInputElement)) throw new Error(`"${id}" in index.html is no input.`)
  return element
}

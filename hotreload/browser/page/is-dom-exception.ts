// isDomException: recognises the browser's errors.

/** Whether the browser threw an error of this name, such as `NotFoundError`. */
export function isDomException(error: unknown, name: string): boolean {
  return error instanceof DOMException && error.name === name
}

// Free names: names for added code that the script does not use.

/**
 * The name, or one like it, that occurs nowhere in the code, not even as the beginning of a longer
 * one.
 */
export function freeName(code: string, name: string): string {
  for (let number = 1; ; number++) {
    const free = number === 1 ? name : `${name}${number}_`
    if (!code.includes(free)) return free
  }
}

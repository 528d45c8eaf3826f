// Free names: what added code may call things by, so that no name of the script is touched.

/** The name, or one like it, that occurs nowhere in the code, nor does any longer one that begins with it. */
export function freeName(code: string, name: string): string {
  for (let number = 1; ; number++) {
    const free = number === 1 ? name : `${name}${number}_`
    if (!code.includes(free)) return free
  }
}

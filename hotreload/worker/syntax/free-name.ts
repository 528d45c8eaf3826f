// Free names: names for added code that the script does not use.

/** No longer one is ever needed. */
const NUMBER = /(\d{1,9})_/y

/**
 * The name, or one like it, that occurs nowhere in the code, not even as the beginning of a longer
 * one.
 */
export function freeName(code: string, name: string): string {
  if (!code.includes(name)) return name
  const taken = numbersAfter(code, name)
  let number = 2
  while (taken.has(String(number))) number++
  return `${name}${number}_`
}

/** All numbers that stand in the code between `name` and an underscore. */
function numbersAfter(code: string, name: string): ReadonlySet<string> {
  const numbers = new Set<string>()
  for (let at = code.indexOf(name); at >= 0; at = code.indexOf(name, at + 1)) {
    NUMBER.lastIndex = at + name.length
    const number = NUMBER.exec(code)?.[1]
    if (number !== undefined) numbers.add(number)
  }
  return numbers
}

// UTF-16 lengths: esbuild counts UTF-8 bytes, editors count UTF-16 units.

/** How many UTF-16 units of `text`, from unit `start`, the given number of UTF-8 bytes takes. */
export function utf16Length(text: string, start: number, bytes: number): number {
  let unit = start
  let left = bytes
  while (left > 0 && unit < text.length) {
    const codePoint = text.codePointAt(unit) ?? 0
    left -= utf8Bytes(codePoint)
    unit += codePoint > 0xffff ? 2 : 1
  }
  return unit - start
}

function utf8Bytes(codePoint: number): number {
  if (codePoint < 0x80) return 1
  if (codePoint < 0x800) return 2
  return codePoint < 0x10000 ? 3 : 4
}

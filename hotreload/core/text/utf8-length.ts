// utf8Length: how many bytes a text has in UTF-8.

/** A lone surrogate counts as the sign that replaces it. */
export function utf8Length(text: string): number {
  let bytes = text.length
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit < 0x80) continue
    bytes += unit < 0x800 ? 1 : 2
    // The two units of a pair have four bytes together.
    if (isPairAt(text, at)) {
      bytes -= 1
      at += 1
    }
  }
  return bytes
}

function isPairAt(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  const next = text.charCodeAt(at + 1)
  return unit >= 0xd800 && unit < 0xdc00 && next >= 0xdc00 && next < 0xe000
}

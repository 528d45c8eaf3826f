// Hostile texts: what somebody may write into a name, a message or a line of code, to reach whoever
// looks at it.

/** By what each of them would do where it is sent as it is. */
export const hostileTexts: Readonly<Record<string, string>> = {
  'clear the screen': '\u001b[2J\u001b[H',
  'set the title of the window': '\u001b]0;owned\u0007',
  'set the title, ended by a string terminator': '\u001b]2;owned\u001b\\',
  'write to the clipboard': '\u001b]52;c;b3duZWQ=\u0007',
  'be a link to elsewhere': '\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007',
  'ask the terminal for an answer': '\u001b[6n\u001b[c\u001bP$q"p\u001b\\',
  'change the colours': '\u001b[31;5mred\u001b[0m',
  'turn on the mouse and the other screen': '\u001b[?1000h\u001b[?1049h',
  'do the same in C1': '\u009b2J\u009d0;owned\u009c\u0090q\u0084\u0085',
  'write over the line': 'harmless\rowned   ',
  'go back over the text': 'harmless\b\b\b\b\b\b\b\bowned',
  'ring the bell and feed forms': '\u0007\u000b\u000c\u000e\u000f',
  'delete, and end a text in C': 'a\u007fb\u0000c\u001a',
  'turn the direction': 'a\u202egpj.exe\u202c \u202ab\u202bc\u202dd',
  'isolate a direction': '\u2066a\u2067b\u2068c\u2069\u200ed\u200fe\u061cf',
  'hide between letters': 'wan\u200bder w\u200can\u200dder \ufeffw\u2060ander s\u00adoft',
  'hide as an empty letter': 'a\u3164b\u115fc\uffa0d\u034fe\u180ef',
  'hide as a tag': 'a\u{e0041}\u{e0042}\u{e007f}b\u{e0100}c\ufe0fd',
  'break lines that are none': 'a\u2028b\u2029c\u0085d',
  'be half a character': 'a\ud83d b\ude00 c\udbff',
  'annotate between lines': 'a\ufff9b\ufffac\ufffbd',
  'look like a line of its own': 'x\n✓ all is well\r\n✗ npc/other was rejected',
  'be markup': '<img src=x onerror="globalThis.owned=1"><script>globalThis.owned=1</script>',
  'close what is around it': '"\'></textarea></style></script>--><svg onload=globalThis.owned=1>`',
  'be a link that runs': 'javascript:globalThis.owned=1',
  'be a label of metrics': 'a"} 1\ntickswap_faults_total 9 # \\',
  'format what is logged': '%s %d %o %c color:red %%',
  'be long': 'long '.repeat(400_000),
  'be long and hidden': '\u001b'.repeat(1_000_000),
  'pile up accents': `z${'\u0301'.repeat(100_000)}`,
}

/**
 * What no display may be sent: controls but line breaks and tabs, directions, what has no width,
 * halves of characters.
 */
export const hidden = new RegExp(
  [
    '(?![\\t\\n])[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]',
    '[\\u{ad}\\u{61c}\\u{115f}\\u{1160}\\u{180e}\\u{200b}-\\u{200f}\\u{202a}-\\u{202e}]',
    '[\\u{2060}-\\u{206f}\\u{3164}\\u{feff}\\u{ffa0}\\u{fff9}-\\u{fffb}\\u{e0000}-\\u{e0fff}]',
    '\\u{34f}',
  ].join('|'),
  'u',
)

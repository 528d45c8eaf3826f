// examples: edits to try with one click. Each changes the text of one script, as if it were typed.

/** One edit. */
export interface Example {
  readonly label: string
  /** What it shows, in a sentence. */
  readonly hint: string
  /** The script it changes. */
  readonly script: string
  /** Makes the new text from the script's first one. */
  readonly edit: (text: string) => string
}

export const examples: readonly Example[] = [
  {
    label: 'Whirlpool',
    hint: 'Three numbers in vortex.ts, and everything is drawn into the whirl.',
    script: 'vortex',
    edit: (text) => constants(text, { SPIN: 1900, PULL: 900, REACH: 340 }),
  },
  {
    label: 'Rapids',
    hint: 'Faster, smaller currents in wander.ts. Every creature keeps a pace of its own.',
    script: 'wander',
    edit: (text) => constants(text, { SPEED: 330, SIZE: 300 }),
  },
  {
    label: 'Freeze',
    hint: 'wander.ts holds them still. Their state waits with them.',
    script: 'wander',
    edit: (text) => constants(text, { SPEED: 0, GRIP: 300 }),
  },
  {
    label: 'Add a state field',
    hint: 'A new column in colour.ts: every creature twinkles, and keeps its glow.',
    script: 'colour',
    edit: (text) =>
      text
        .replace('glow: f32(0) }', 'glow: f32(0), rhythm: f32(0) }')
        .replace(
          'const light = BRIGHT',
          'state.rhythm[entity] += delta * (0.4 + (entity % 16) / 8)\n' +
            '      const twinkle = 0.6 + 0.6 * wave(state.rhythm[entity])\n' +
            '      const light = twinkle * BRIGHT',
        ),
  },
  {
    label: 'Make it throw',
    hint: 'vortex.ts throws. It is withdrawn at once, and the creatures go on as before.',
    script: 'vortex',
    edit: (text) =>
      text.replace('    for (const', "    throw new Error('The whirl has had enough')\n    for (const"),
  },
  {
    label: 'Break it',
    hint: 'A syntax error in wander.ts.',
    script: 'wander',
    edit: (text) =>
      text.replace('const hold = 1 - Math.exp(-GRIP * delta)', 'const hold = 1 - Math.exp(-GRIP * delta'),
  },
]

/** Replaces the values of top-level constants. */
function constants(text: string, values: Readonly<Record<string, number>>): string {
  return Object.entries(values).reduce(
    (result, [name, value]) => result.replace(new RegExp(`^(const ${name} = )\\S+`, 'm'), `$1${value}`),
    text,
  )
}

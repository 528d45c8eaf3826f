// examples: edits to try with one click. Each changes numbers of scripts, as if they were typed.

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
    label: 'Follow me',
    hint: 'LURE in flock.ts: move your pointer over the water.',
    script: 'flock',
    edit: (text) => constants(text, { LURE: 520, SPEED: 130 }),
  },
  {
    label: 'One shoal',
    hint: 'GATHER and CROWDED in flock.ts: they close up, and every fish keeps the pace that it had.',
    script: 'flock',
    edit: (text) => constants(text, { GATHER: 420, CROWDED: 9, ALIGN: 4 }),
  },
  {
    label: 'Turn the tables',
    hint: 'A minus in flee.ts, and fish hunt the hunters.',
    script: 'flee',
    edit: (text) => constants(text, { PANIC: -900, COURAGE: 0.02 }),
  },
  {
    label: 'Neon',
    hint: 'Four numbers in colour.ts. Each fish keeps its glow.',
    script: 'colour',
    edit: (text) => constants(text, { BRIGHT: 0.95, RED: 0.05, GREEN: 0.45, BLUE: 0.7 }),
  },
]

/** Replaces the values of top-level constants. */
export function constants(text: string, values: Readonly<Record<string, number>>): string {
  return Object.entries(values).reduce(
    (result, [name, value]) =>
      result.replace(new RegExp(`^(const ${name} = )\\S+`, 'm'), `$1${value}`),
    text,
  )
}

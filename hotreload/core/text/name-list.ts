// Name lists: several names in a sentence.

const MOST_NAMED = 3

/** `npc/wander`, `a and b`, `a, b and c`; of more than three their number, `1,000 scripts`. */
export function namedScripts(scripts: readonly string[] | number): string {
  if (typeof scripts === 'number')
    return scripts === 1 ? '1 script' : `${scripts.toLocaleString('en')} scripts`
  const [first = 'nothing'] = scripts
  if (scripts.length > MOST_NAMED) return namedScripts(scripts.length)
  if (scripts.length < 2) return first
  return `${scripts.slice(0, -1).join(', ')} and ${scripts.at(-1)}`
}

/** `"a", "b"`; of more than `most`, `"a", "b" and 3 more`. */
export function quotedNames(names: readonly string[], most = names.length): string {
  const shown = names.slice(0, most).map((name) => `"${name}"`)
  const more = names.length - shown.length
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '')
}

/** A clause as a sentence: with a capital letter and a full stop. */
export function asSentence(clause: string): string {
  const sentence = `${clause.charAt(0).toUpperCase()}${clause.slice(1)}`
  return sentence.endsWith('.') ? sentence : `${sentence}.`
}

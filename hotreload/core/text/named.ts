// named: scripts in a sentence: by their names as long as they are few, by their number when they are many.

const MOST_NAMED = 3

/** `npc/wander`, `a and b`, `a, b and c`, `1,000 scripts`. */
export function named(scripts: readonly string[] | number): string {
  if (typeof scripts === 'number')
    return scripts === 1 ? '1 script' : `${thousands(scripts)} scripts`
  const [first = 'nothing'] = scripts
  if (scripts.length > MOST_NAMED) return named(scripts.length)
  if (scripts.length < 2) return first
  return `${scripts.slice(0, -1).join(', ')} and ${scripts.at(-1)}`
}

function thousands(number: number): string {
  return number.toLocaleString('en')
}

// script-text: the text of a behaviour of any length, which differs with each edit by one number,
// which the entities then carry.

const head = `import { defineBehaviour, f32, f64, type Entity } from 'tickswap'

interface Wish {
  readonly x: number
  readonly y: number
}
`

const tail = (edit: number, steps: number) => `
const steps: readonly ((entity: Entity, wish: Wish) => Wish)[] = [${list(steps)}]

export default defineBehaviour({
  state: { heading: f32(0), speed: f32(40), edit: f64(0) },
  update({ entities, state, delta }) {
    for (const entity of entities) {
      state.edit[entity] = ${edit}
      let wish: Wish = { x: Math.cos(state.heading[entity]), y: 0 }
      for (const step of steps) wish = step(entity, wish)
      state.heading[entity] += wish.x * delta
    }
  },
})
`

/** Ten lines of ordinary TypeScript: types, a template string, optional chaining, a branch. */
const step = (index: number) => `
function step${index}(entity: Entity, wish: Wish): Wish {
  const phase: number = (entity * ${index + 1}) % 7
  const label = \`step \${phase}\`
  const weights: Record<string, number | undefined> = { [label]: phase / 7, rest: 1 }
  const weight = weights[label] ?? weights['rest'] ?? 0
  if (weight > 0.5 && wish.x > 0) {
    return { ...wish, y: wish.y * weight }
  }
  return { x: wish.x + weight, y: wish.y - weight }
}
`

const linesOfFrame = 18
const linesOfStep = 11

/** A script of about `lines` lines; never the same text for two edits. */
export function scriptText(lines: number, edit: number): string {
  const steps = Math.max(0, Math.round((lines - linesOfFrame) / linesOfStep))
  return (
    head + Array.from({ length: steps }, (_, index) => step(index)).join('') + tail(edit, steps)
  )
}

function list(steps: number): string {
  return Array.from({ length: steps }, (_, index) => `step${index}`).join(', ')
}

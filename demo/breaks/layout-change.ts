// layoutChange: an edit after which the state of every fish means something else, and `migrate`
// carries it over.

import type { Break } from './break.ts'

const field = 'whim: f32(0) }'
const newField = 'mood: f32(0) }'
const use = '(state.whim[entity] * Math.PI) / 180'

const migrate = `  // Once per fish: degrees become radians.
  migrate({ entity, state, previous }) {
    const whim = previous.whim?.[entity] ?? 0
    state.mood[entity] = (Number(whim) * Math.PI) / 180
  },

  update(`

const migrateBack = `  // Once per fish: radians become degrees.
  migrate({ entity, state, previous }) {
    const mood = previous.mood?.[entity] ?? 0
    state.whim[entity] = (Number(mood) * 180) / Math.PI
  },

  update(`

const anyMigrate = / {2}\/\/ Once per fish[\s\S]*? {2}update\(/

export const layoutChange: Break = {
  label: 'Change the state',
  promise:
    'flock.ts keeps its whim in radians from now on, under another name. migrate converts fish by fish.',
  perform: ({ edit }) =>
    edit('flock', (text) => (text.includes(newField) ? toDegrees(text) : toRadians(text))),
}

function toRadians(text: string): string {
  return text
    .replace('a direction, in degrees', 'a direction, in radians')
    .replace(field, newField)
    .replace(anyMigrate, '  update(')
    .replace('  update(', migrate)
    .replace(
      'state.whim[entity] += (Math.random() - 0.5) * 900',
      'state.mood[entity] += (Math.random() - 0.5) * 16',
    )
    .replace(use, 'state.mood[entity]')
}

function toDegrees(text: string): string {
  return text
    .replace('a direction, in radians', 'a direction, in degrees')
    .replace(newField, field)
    .replace(anyMigrate, migrateBack)
    .replace(
      'state.mood[entity] += (Math.random() - 0.5) * 16',
      'state.whim[entity] += (Math.random() - 0.5) * 900',
    )
    .replace('const whim = state.mood[entity]', `const whim = ${use}`)
}

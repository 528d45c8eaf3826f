// A process of its own: compiles with the compiler that its argument names, prints what came of it,
// and closes nothing.

import { nativeCompiler, threadCompiler } from 'tickswap/hotreload/node'

const compiler = process.argv[2] === 'native' ? nativeCompiler() : threadCompiler()
const text = 'export const speed: number = 40'
const result = await compiler.compile({ id: 'wander', file: 'wander.ts', text })
console.log(JSON.stringify({ name: compiler.name, exports: result.ok && result.module.exports }))

// Everything that `tickswap/types/node` exports: the type checker for Node, and what gathers files for that of a page.

export type { DiskProject } from './disk-project.ts'
export { gatherTypeFiles } from './gather-type-files.ts'
export { type ThreadTypeCheckerOptions, threadTypeChecker } from './thread-type-checker.ts'

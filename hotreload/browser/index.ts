// Everything that `tickswap/hotreload/browser` exports: what the pipeline needs in a page, and its HUD.

export { blobScriptEvaluator } from './blob-script.ts'
export {
  type ConnectedGame,
  type ConnectOptions,
  connectLive,
  connectVite,
  type ServedGame,
} from './connect-scripts.ts'
export { pageEvaluator } from './evaluator.ts'
export {
  canOpenFolders,
  type FolderSource,
  type FolderSourceOptions,
  folderSource,
} from './folder-source.ts'
export type { OpenEditor } from './hud/editor-opener.ts'
export { type Hud, type HudOptions, mountHud } from './hud/mount-hud.ts'
export type { Corner, Theme } from './hud/stage.ts'
export { type IndexedDbBackupOptions, indexedDbBackup } from './indexed-db-backup.ts'
export { indirectEvalEvaluator } from './indirect-eval.ts'
export { type ViteSocketOptions, viteSocket } from './lasting-socket.ts'
export { pageMemory } from './page-memory.ts'
export type { ViteSocket } from './vite-channel.ts'
export { type ViteCompilerOptions, viteCompiler } from './vite-compiler.ts'
export { type ViteSourceOptions, viteSource } from './vite-source.ts'
export { type WorkerCompilerOptions, workerCompiler } from './worker-compiler.ts'

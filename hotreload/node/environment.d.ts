// What Node and Comlink have, and their types lack.

declare namespace WebAssembly {
  function compile(bytes: Uint8Array): Promise<Module>
}

declare module 'comlink/dist/esm/node-adapter.mjs' {
  import type { MessagePort, Worker } from 'node:worker_threads'
  import type { Endpoint } from 'comlink'

  export default function nodeEndpoint(thread: MessagePort | Worker): Endpoint
}

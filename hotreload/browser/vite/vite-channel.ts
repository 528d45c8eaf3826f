// ViteChannel: requests and notifications over the socket of Vite's client.

import type { CompileRequest, CompileResult } from 'tickswap/hotreload/adapters'
import {
  type DevAnswer,
  type DevChange,
  type DevChanges,
  devMessages,
  type TextHashes,
} from 'tickswap/hotreload/adapters'
import type { ViteSocket } from './vite-socket.ts'

/** Long enough for a busy server; one that crashed never answers. */
const REQUEST_TIMEOUT_MILLISECONDS = 30_000

/** A request that has no answer yet. */
interface PendingRequest {
  readonly answer: (message: DevReply) => void
  readonly fail: (reason: Error) => void
}

/** An answer names the request that it belongs to. */
interface DevReply {
  readonly question: number
}

/** Counts the requests of all channels of a page, since each channel receives every answer. */
let requests = 0

/** One client of the socket; several may share it. */
export class ViteChannel {
  readonly #socket: ViteSocket
  readonly #pending = new Map<number, PendingRequest>()
  readonly #listeners: (readonly [event: string, listener: (data: unknown) => void])[] = []
  readonly #reconnectListeners = new Set<() => void>()
  #isConnected = true

  constructor(socket: ViteSocket) {
    this.#socket = socket
    this.#listen('vite:ws:disconnect', () => this.#disconnect())
    this.#listen('vite:ws:connect', () => this.#connect())
    this.#listen(devMessages.compiled, (data) => this.#answer(data))
    this.#listen(devMessages.changes, (data) => this.#answer(data))
  }

  /** Whether the server receives what is sent, as far as the page knows. */
  get isConnected(): boolean {
    return this.#isConnected
  }

  /**
   * Asks for what differs from these texts. `take` is called as soon as the answer is there, before
   * anything that the server sends after it. Rejects if the server is not connected.
   */
  async hello(hashes: TextHashes, take: (changes: readonly DevChange[]) => void): Promise<void> {
    await this.#request(devMessages.hello, { hashes }, (answer) => {
      if (isChanges(answer)) take(answer.changes)
    })
  }

  /** Compiles a text. Undefined if the server has no compiler. Rejects if it is not connected. */
  async compile(request: CompileRequest): Promise<CompileResult | undefined> {
    const answer = await this.#request(devMessages.compile, { request })
    return isAnswer(answer) ? answer.result : undefined
  }

  /** Calls `listener` with what the server sends to all pages. */
  onChanges(listener: (changes: readonly DevChange[]) => void): void {
    this.#listen(devMessages.changes, (data) => {
      if (isChanges(data) && data.question === undefined) listener(data.changes)
    })
  }

  /** Calls `listener` when a lost connection is back. */
  onReconnect(listener: () => void): void {
    this.#reconnectListeners.add(listener)
  }

  close(): void {
    for (const [event, listener] of this.#listeners.splice(0)) this.#socket.off(event, listener)
    this.#failAll('The channel to the Vite server was closed.')
  }

  #listen(event: string, listener: (data: unknown) => void): void {
    this.#listeners.push([event, listener])
    this.#socket.on(event, listener)
  }

  #request(
    event: string,
    content: object,
    onAnswer: (answer: DevReply) => void = () => {},
  ): Promise<DevReply> {
    if (!this.#isConnected) return Promise.reject(new Error('The Vite server is not connected.'))
    requests += 1
    const question = requests
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => this.#pending.get(question)?.fail(new Error('The Vite server did not answer.')),
        REQUEST_TIMEOUT_MILLISECONDS,
      )
      const done = () => {
        clearTimeout(timer)
        this.#pending.delete(question)
      }
      this.#pending.set(question, {
        answer(message) {
          done()
          onAnswer(message)
          resolve(message)
        },
        fail(reason) {
          done()
          reject(reason)
        },
      })
      this.#socket.send(event, { question, ...content })
    })
  }

  #answer(data: unknown): void {
    if (isAnswer(data)) this.#pending.get(data.question)?.answer(data)
  }

  #connect(): void {
    const wasLost = !this.#isConnected
    this.#isConnected = true
    if (wasLost) for (const listener of this.#reconnectListeners) listener()
  }

  #disconnect(): void {
    this.#isConnected = false
    this.#failAll('The connection to the Vite server was lost.')
  }

  #failAll(message: string): void {
    for (const { fail } of [...this.#pending.values()]) fail(new Error(message))
  }
}

function isAnswer(data: unknown): data is DevAnswer {
  return (
    typeof data === 'object' &&
    data !== null &&
    'question' in data &&
    typeof data.question === 'number'
  )
}

function isChanges(data: unknown): data is DevChanges {
  return (
    typeof data === 'object' && data !== null && 'changes' in data && Array.isArray(data.changes)
  )
}

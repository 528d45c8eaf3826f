// The Vite channel: questions and news over the socket that Vite's client has anyway.

import {
  type CompileRequest,
  type CompileResult,
  type DevAnswer,
  type DevChange,
  type DevChanges,
  devMessages,
  type TextHashes,
} from 'tickswap/hotreload'

/** How a page reaches its Vite server: `socket` of `virtual:tickswap`, which the server knows by its secret. */
export interface ViteSocket {
  on(event: string, listener: (data: unknown) => unknown): void
  off(event: string, listener: (data: unknown) => unknown): void
  send(event: string, data: object): void
}

/** A server that is busy takes its time; one that is gone never answers. */
const LONGEST_WAIT_MILLISECONDS = 30_000

/** Who waits for an answer. */
interface Asked {
  readonly answer: (message: { readonly question: number }) => void
  readonly fail: (reason: Error) => void
}

/** Questions of all channels of a page have numbers of their own, since all of them hear every answer. */
let questions = 0

/** One user's side of the socket. */
export class ViteChannel {
  readonly #socket: ViteSocket
  readonly #asked = new Map<number, Asked>()
  readonly #listeners: (readonly [event: string, listener: (data: unknown) => void])[] = []
  readonly #returnListeners = new Set<() => void>()
  #isConnected = true

  constructor(socket: ViteSocket) {
    this.#socket = socket
    this.#listen('vite:ws:disconnect', () => this.#disconnect())
    this.#listen('vite:ws:connect', () => this.#connect())
    this.#listen(devMessages.compiled, (data) => this.#settle(data))
    this.#listen(devMessages.changes, (data) => this.#settle(data))
  }

  /** Whether the server hears what is sent, as far as the page knows. */
  get isConnected(): boolean {
    return this.#isConnected
  }

  /**
   * Asks for what differs from these texts. `take` is called as soon as the answer is there, before what the server tells
   * after it. Rejects if the server is away.
   */
  async hello(hashes: TextHashes, take: (changes: readonly DevChange[]) => void): Promise<void> {
    await this.#ask(devMessages.hello, { hashes }, (answer) => {
      if (isChanges(answer)) take(answer.changes)
    })
  }

  /** Asks for a text's code. Undefined if the server has no compiler. Rejects if it is away. */
  async compile(request: CompileRequest): Promise<CompileResult | undefined> {
    const answer = await this.#ask(devMessages.compile, { request })
    return isAnswer(answer) ? answer.result : undefined
  }

  /** Calls `listener` with what the server tells all pages. */
  onChanges(listener: (changes: readonly DevChange[]) => void): void {
    this.#listen(devMessages.changes, (data) => {
      if (isChanges(data) && data.question === undefined) listener(data.changes)
    })
  }

  /** Calls `listener` when the server is back after it was away. */
  onReturn(listener: () => void): void {
    this.#returnListeners.add(listener)
  }

  close(): void {
    for (const [event, listener] of this.#listeners.splice(0)) this.#socket.off(event, listener)
    this.#failAll('The channel to the Vite server was closed.')
  }

  #listen(event: string, listener: (data: unknown) => void): void {
    this.#listeners.push([event, listener])
    this.#socket.on(event, listener)
  }

  #ask(
    event: string,
    content: object,
    heard: (answer: { readonly question: number }) => void = () => {},
  ): Promise<{ readonly question: number }> {
    if (!this.#isConnected) return Promise.reject(new Error('The Vite server is away.'))
    questions += 1
    const question = questions
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => this.#asked.get(question)?.fail(new Error('The Vite server does not answer.')),
        LONGEST_WAIT_MILLISECONDS,
      )
      const done = () => {
        clearTimeout(timer)
        this.#asked.delete(question)
      }
      this.#asked.set(question, {
        answer(message) {
          done()
          heard(message)
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

  #settle(data: unknown): void {
    if (isAnswer(data)) this.#asked.get(data.question)?.answer(data)
  }

  #connect(): void {
    const wasAway = !this.#isConnected
    this.#isConnected = true
    if (wasAway) for (const listener of this.#returnListeners) listener()
  }

  #disconnect(): void {
    this.#isConnected = false
    this.#failAll('The Vite server went away.')
  }

  #failAll(message: string): void {
    for (const { fail } of [...this.#asked.values()]) fail(new Error(message))
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

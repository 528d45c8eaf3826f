// The few globals that every environment of tickswap has. The engine may use no others.

type AbortListener = ((event: unknown) => void) | { handleEvent(event: unknown): void }

declare class AbortSignal {
  readonly aborted: boolean
  addEventListener(type: string, listener: AbortListener, options?: { once?: boolean }): void
  removeEventListener(type: string, listener: AbortListener, options?: { once?: boolean }): void
}

declare class AbortController {
  readonly signal: AbortSignal
  abort(reason?: unknown): void
}

declare const performance: { now(): number }

declare function setTimeout(callback: () => void, milliseconds?: number): unknown
declare function clearTimeout(timer: unknown): void

declare function setInterval(callback: () => void, milliseconds?: number): unknown
declare function clearInterval(timer: unknown): void

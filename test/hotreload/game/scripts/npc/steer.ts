// A helper script: no behaviour of its own.

export const stride = 1

export function advance(x: number, delta: number): number {
  return x + stride * delta
}

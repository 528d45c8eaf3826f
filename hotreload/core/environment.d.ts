// The few globals that every environment of the pipeline has. Nothing else may be used here.

declare const performance: { now(): number }

declare class TextEncoder {
  encode(text: string): Uint8Array
}

declare function btoa(binary: string): string

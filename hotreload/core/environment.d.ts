// The few globals that every environment of the pipeline has: the engine's, and these. Nothing else
// may be used.
/// <reference path="../../engine/environment.d.ts" />

declare function btoa(binary: string): string

declare class TextDecoder {
  constructor(label: 'utf-8', options: { readonly fatal?: boolean; readonly ignoreBOM?: boolean })
  decode(bytes: Uint8Array): string
}

declare const console: { log(text: string): void }

/** Older environments have none; `subtle` is missing in pages that came by plain http. */
declare const crypto:
  | { readonly subtle?: import('./manifest/signed-message.ts').SubtleVerifier }
  | undefined

// openPage: a page of a browser that a test drives from Node, which waits for conditions as long as
// all tests do.

import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { PATIENCE } from '../patience.ts'

export async function openPage(browser: Browser, options?: BrowserContextOptions): Promise<Page> {
  const page = await browser.newPage(options)
  page.setDefaultTimeout(PATIENCE)
  return page
}

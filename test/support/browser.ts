import { chromium, type Browser } from 'playwright-core';

/** The Chromium that the set-up of the tests has prepared, or the one that CHROMIUM_PATH names. */
export function launchBrowser(): Promise<Browser> {
  const { CHROMIUM_PATH, CHROMIUM_LIBS, CHROMIUM_FONTS } = process.env;
  return chromium.launch({
    executablePath: CHROMIUM_PATH,
    // Chromium refuses to run as root with its sandbox on.
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    env: {
      ...(process.env as Record<string, string>),
      ...(CHROMIUM_LIBS && { LD_LIBRARY_PATH: CHROMIUM_LIBS }),
      ...(CHROMIUM_FONTS && { FONTCONFIG_FILE: CHROMIUM_FONTS }),
    },
  });
}

/** What a token says of itself. Nobody believes it before the signature has been checked. */
export type Claims = Readonly<Record<string, unknown>>;

/** Null for what is no token. */
export function claimsOf(token: string): Claims | null {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
    return typeof claims === 'object' && claims !== null && !Array.isArray(claims) ? (claims as Claims) : null;
  } catch {
    return null;
  }
}

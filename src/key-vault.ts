import { z } from 'zod';
import type { AppRegistration } from './config';
import { Explained } from './explained';
import { FieldKeysError, readFieldKeys, type FieldKeys } from './field-keys';
import type { SealingConfig } from './sealing-config';

/** The vault gave no keys. Says what was asked for and what came of it, and nothing of a secret. */
export class KeyVaultError extends Explained {
  override name = 'KeyVaultError';
  readonly code = 'key-vault';
}

/** Its value is a list as in `FIELD_KEYS`. */
export const SECRET = 'whereabouts-field-keys';
const VERSION = '7.4';
const TIME_LIMIT_MS = 10_000;

const Answer = z.object({ value: z.string() });

/**
 * The keys that were given, or those in the key vault. Throws `KeyVaultError`.
 * @param app who asks; null for a stand-in on this machine, which asks for no token.
 */
export async function fieldKeysOf(
  { fieldKeys, keyVaultUrl }: SealingConfig,
  app: AppRegistration | null,
): Promise<FieldKeys> {
  if (keyVaultUrl === null) return fieldKeys;
  try {
    return readFieldKeys(await secretIn(keyVaultUrl, app));
  } catch (error) {
    throw new KeyVaultError(`The secret ${SECRET} of the key vault ${keyVaultUrl} ${says(error)}`);
  }
}

async function secretIn(vault: string, app: AppRegistration | null): Promise<string> {
  const response = await fetch(`${vault}/secrets/${SECRET}?api-version=${VERSION}`, {
    headers: app ? { authorization: `Bearer ${await tokenFor(vault, app)}` } : {},
    redirect: 'error', // the token is for this host alone
    signal: AbortSignal.timeout(TIME_LIMIT_MS),
  });
  if (!response.ok) throw new KeyVaultError(`was not given out: the vault answered ${response.status}`);
  return Answer.parse(await response.json()).value;
}

async function tokenFor(vault: string, app: AppRegistration): Promise<string> {
  const cloud = new URL(vault).hostname.replace(/^[^.]+\./, '');
  const { credentialOf } = await import('./azure-credential.ts');
  const token = await credentialOf(app).getToken(`https://${cloud}/.default`, {
    abortSignal: AbortSignal.timeout(TIME_LIMIT_MS),
  });
  if (!token) throw new KeyVaultError('was not asked for: there is no token');
  return token.token;
}

/** The words of a library may hold what it was given. */
function says(error: unknown): string {
  if (error instanceof KeyVaultError || error instanceof FieldKeysError) return error.message;
  const { code, name } = error as { readonly code?: unknown; readonly name?: unknown };
  return `could not be read: ${[code, name].find((one) => typeof one === 'string') ?? 'unknown'}`;
}

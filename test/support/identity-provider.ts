import { APP_ID } from '../../src/bench/identity-provider';
import { TENANT } from '../builders/authority';

export * from '../../src/bench/identity-provider';

/** The settings of a bot that asks for tokens, and may write to the loopback connector. */
export const ASKS_FOR_TOKENS = {
  ALLOW_ANONYMOUS: '',
  MICROSOFT_APP_ID: APP_ID,
  MICROSOFT_APP_PASSWORD: 'client-secret-of-the-bot',
  MICROSOFT_APP_TENANT_ID: TENANT,
  TENANT_IDS: TENANT,
  SERVICE_HOSTS: '127.0.0.1',
  DATABASE_URL: 'postgresql://db.example/whereabouts?sslmode=verify-full',
  FIELD_KEYS: 'none',
  PUBLIC_URL: 'https://whereabouts.example',
};

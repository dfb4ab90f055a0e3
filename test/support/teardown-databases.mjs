import { rm } from 'node:fs/promises';
import { onServer, running } from './setup-databases.mjs';

let done;

export default function teardown() {
  return (done ??= undo());
}

async function undo() {
  if (running.template) await onServer(`drop database if exists ${running.template} with (force)`);
  await running.server?.stop();
  if (running.folder) await rm(running.folder, { recursive: true, force: true });
}

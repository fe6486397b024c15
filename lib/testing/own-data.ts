import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Imported first, before anything reads the environment: mails and the secret go to a folder of the test's own.
process.env.DATA_DIR = mkdtempSync(join(tmpdir(), 'tokenhub-test-'));
process.env.PUBLIC_URL = 'http://localhost:3000';

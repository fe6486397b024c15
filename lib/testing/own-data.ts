import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Imported before any module that reads the environment: mails and the secret go to a folder of the test file.
process.env.DATA_DIR = mkdtempSync(join(tmpdir(), 'tokenhub-test-'));
process.env.PUBLIC_URL = 'http://localhost:3000';

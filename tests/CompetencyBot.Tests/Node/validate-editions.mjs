// Judges edition files by our schema (draft 2020-12).
// stdin:  { "schema": { ... }, "editions": { "good.json": { ... } } }
// stdout: { "good.json": ["/items/0 must have required property 'title'", ...] }
import { json } from 'node:stream/consumers';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const { schema, editions } = await json(process.stdin);
// The two strict rules that are off reject an "if" that looks at properties or items which another branch declares.
const ajv = new Ajv({ strict: true, strictTypes: false, strictRequired: false });
addFormats(ajv);
const validate = ajv.compile(schema);
const faults = edition => validate(edition) ? [] : validate.errors.map(error => `${error.instancePath} ${error.message}`);
process.stdout.write(JSON.stringify(Object.fromEntries(
  Object.entries(editions).map(([name, edition]) => [name, faults(edition)]))));

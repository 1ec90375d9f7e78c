// Judges a filled-in Teams app manifest and its language files by Microsoft's published schemas, offline.
// stdin:  { "manifest": { ... }, "languages": { "zh-tw.json": { ... } } }
// stdout: ["manifest.json/bots/0/scopes/0 must be equal to one of the allowed values", ...]
import { readFile } from 'node:fs/promises';
import { json } from 'node:stream/consumers';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';

const { manifest, languages } = await json(process.stdin);
const schemas = new URL(
  `../node_modules/@microsoft/app-manifest/build/json-schemas/teams/v${manifest.manifestVersion}/`, import.meta.url);

async function faults(name, document, schemaFile) {
  // Without unicodeRegExp: patterns of the localisation schema hold a bare "]", which JavaScript's Unicode mode refuses.
  const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
  addFormats(ajv);
  const validate = ajv.compile(JSON.parse(await readFile(new URL(schemaFile, schemas), 'utf8')));
  validate(document);
  return (validate.errors ?? []).map(error => `${name}${error.instancePath} ${error.message}`);
}

const found = await faults('manifest.json', manifest, 'MicrosoftTeams.schema.json');
for (const [name, document] of Object.entries(languages)) {
  found.push(...await faults(name, document, 'MicrosoftTeams.Localization.schema.json'));
}
process.stdout.write(JSON.stringify(found));

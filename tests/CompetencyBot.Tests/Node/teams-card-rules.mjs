// What the renderer lets pass in silence and Teams does not: missing fields, misspelt properties, newer versions, size.

const MOST_BYTES = 25 * 1024; // Teams refuses webhook-style posts above 28 KB; the same bound keeps every kind of message safe.

/** Fields without which an element shows nothing or cannot be used by a screen reader. */
const required = {
  TextBlock: ['text', 'wrap'],
  Image: ['url', 'altText'],
  FactSet: ['facts'],
  Fact: ['title', 'value'],
  Container: ['items'],
  ColumnSet: ['columns'],
  Column: ['items'],
  ActionSet: ['actions'],
  Table: ['columns', 'rows'],
  'Input.Text': ['id', 'label'],
  'Input.Number': ['id', 'label'],
  'Input.Date': ['id', 'label'],
  'Input.Time': ['id', 'label'],
  'Input.Toggle': ['id', 'title'],
  'Input.ChoiceSet': ['id', 'label', 'choices'],
  'Action.Execute': ['title', 'verb', 'fallback'],
  'Action.Submit': ['title'],
  'Action.OpenUrl': ['title', 'url'],
  'Action.ShowCard': ['title', 'card'],
  'Action.ToggleVisibility': ['title', 'targetElements'],
};

/** Where children stand, and their type where the schema does not make them say it. */
const children = {
  body: null, items: null, actions: null, columns: 'Column', facts: 'Fact', rows: 'TableRow', cells: 'TableCell',
  inlines: 'TextRun', images: 'Image', choices: 'Choice', selectAction: null, inlineAction: null, fallback: null, card: null,
};

/** Properties that the renderer reads outside its own property tables. */
const unlisted = ['msteams', ...Object.keys(children)];

export function teamsFaults(card, json, renderer) {
  const faults = [];
  if (card?.type !== 'AdaptiveCard') return [`type is ${JSON.stringify(card?.type)}, not "AdaptiveCard"`];
  if (!['1.4', '1.5'].includes(card.version)) faults.push(`version ${card.version}: Teams shows 1.5 at most, and Action.Execute needs 1.4`);
  if (!card.body?.length) faults.push('body: is missing or empty');
  const bytes = Buffer.byteLength(json);
  if (bytes > MOST_BYTES) faults.push(`${bytes} bytes: over ${MOST_BYTES}`);

  const ids = new Set();
  const targets = [];
  walk(card, 'AdaptiveCard', 'card', (element, type, path) => {
    if (element.id) ids.add(element.id);
    targets.push(...(type === 'Action.ToggleVisibility' ? element.targetElements ?? [] : []));
    faults.push(...fieldFaults(element, type, path, renderer));
  });
  const lost = targets.map(t => t.elementId ?? t).filter(id => !ids.has(id));
  return [...faults, ...lost.map(id => `Action.ToggleVisibility: no element has the id "${id}"`)];
}

function walk(element, type, path, visit) {
  visit(element, type, path);
  for (const [property, childType] of Object.entries(children)) {
    const found = element[property];
    if (typeof found !== 'object' || found === null) continue; // fallback may be the word "drop"
    const isList = Array.isArray(found);
    const implied = type === 'Table' && property === 'columns' ? 'TableColumnDefinition' : childType;
    (isList ? found : [found]).forEach((child, i) => {
      if (typeof child !== 'object') return; // an inline may be plain text
      const at = isList ? `${path}.${property}[${i}]` : `${path}.${property}`;
      walk(child, child.type ?? implied, at, visit);
    });
  }
}

function fieldFaults(element, type, path, renderer) {
  // A tap on a container needs no title: the container's own content is the label.
  const isTap = path.endsWith('.selectAction') || path.endsWith('.fallback');
  const missing = (required[type] ?? [])
    .filter(field => isEmpty(element[field]) && !(isTap && ['title', 'fallback'].includes(field)))
    .map(field => `${path} (${type}): ${field} is missing or empty`);
  const known = knownProperties(type, renderer);
  const strange = Object.keys(element)
    .filter(property => known && !known.has(property))
    .map(property => `${path} (${type}): schema 1.5 has no property "${property}"`);
  return [...missing, ...strange];
}

const isEmpty = value => value === undefined || value === null || value === false || value === '' || value.length === 0;

function knownProperties(type, renderer) {
  const registered = renderer.GlobalRegistry.elements.findByName(type) ?? renderer.GlobalRegistry.actions.findByName(type);
  const objectType = registered?.objectType ?? renderer[type];
  if (!objectType) return undefined; // an unknown type is reported by the renderer itself
  const schema = new objectType().getSchema();
  const listed = Array.from({ length: schema.getCount() }, (_, i) => schema.getItemAt(i))
    .filter(property => property.targetVersion.compareTo(renderer.Versions.v1_5) <= 0)
    .map(property => property.name);
  return new Set([...listed, ...unlisted]);
}

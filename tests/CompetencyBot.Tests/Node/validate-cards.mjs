// Shows every card to the official Adaptive Cards renderer and says what it, or Teams, would object to.
// stdin:  [{ "name": "help", "json": "<the card as it is sent>" }]
// stdout: [{ "name": "help", "faults": ["..."], "rendered": true, "text": "what a person reads" }]
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';
import { JSDOM } from 'jsdom';
import { teamsFaults } from './teams-card-rules.mjs';

// The renderer tests its elements with `instanceof HTMLElement`, so the browser's names must be there before it is loaded.
const { window } = new JSDOM('<!doctype html>');
globalThis.window = window;
globalThis.document = window.document;
for (const name of Object.getOwnPropertyNames(window).filter(n => /^(HTML|Node$|Element$)/.test(n))) {
  globalThis[name] = window[name];
}
const renderer = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js');

renderer.AdaptiveCard.onProcessMarkdown = (markdown, result) => {
  const paragraph = window.document.createElement('p');
  paragraph.textContent = markdown;
  result.outputHtml = paragraph.outerHTML;
  result.didProcess = true;
};
const teams = new renderer.HostConfig({ supportsInteractivity: true, actions: { maxActions: 6 } });

function judge({ name, json }) {
  const faults = [];
  let text = '';
  let rendered = false;
  try {
    const source = JSON.parse(json);
    faults.push(...teamsFaults(source, json, renderer));
    const { element, objections } = render(source);
    faults.push(...objections);
    text = element?.textContent ?? '';
    rendered = text !== '';
  } catch (error) {
    faults.push(`${error.name}: ${error.message}`);
  }
  if (!rendered) faults.push('nothing was rendered');
  return { name, faults, rendered, text };
}

function render(source) {
  const context = new renderer.SerializationContext(renderer.Versions.v1_5);
  // Its pattern for lang has the flag g, so that it remembers where the last match ended and refuses every second card.
  renderer.CardElement.langProperty.regEx.lastIndex = 0;
  const card = new renderer.AdaptiveCard();
  card.hostConfig = teams;
  card.parse(source, context);
  const parsing = Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i));
  const validation = card.validateProperties().validationEvents;
  const objections = [...parsing, ...validation].map(
    event => `${event.source?.getJsonTypeName() ?? 'card'}: ${event.message}`);
  return { element: card.render(), objections };
}

process.stdout.write(JSON.stringify(JSON.parse(await text(process.stdin)).map(judge)));

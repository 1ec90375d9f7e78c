// Runs in a browser: shows cards with Microsoft's renderer as Teams does, in its colours and type sizes, and measures what a reader would see.
'use strict';

const looks = {
  light: { back: '#FFFFFF', emphasis: '#F5F5F5', text: '#242424', subtle: '#616161', accent: '#5B5FC7', good: '#237B4B', warning: '#835C00', attention: '#C4314B' },
  dark: { back: '#292929', emphasis: '#1F1F1F', text: '#FFFFFF', subtle: '#ADADAD', accent: '#9299F7', good: '#92C353', warning: '#F8D22A', attention: '#F9526B' },
};

function hostConfig(look) {
  const colour = (plain) => ({ default: plain, subtle: plain === look.text ? look.subtle : plain });
  const foregroundColors = {
    default: colour(look.text), dark: colour(look.text), light: colour(look.subtle), accent: colour(look.accent),
    good: colour(look.good), warning: colour(look.warning), attention: colour(look.attention),
  };
  const style = (backgroundColor) => ({ backgroundColor, foregroundColors });
  return {
    fontFamily: 'Segoe UI, Noto Sans, Noto Sans CJK TC, sans-serif',
    fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 400, default: 400, bolder: 600 },
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    supportsInteractivity: true,
    actions: { maxActions: 6, buttonSpacing: 8, actionsOrientation: 'vertical', actionAlignment: 'stretch' },
    containerStyles: {
      default: style(look.back), emphasis: style(look.emphasis), accent: style(look.emphasis),
      good: style(look.emphasis), attention: style(look.emphasis), warning: style(look.emphasis),
    },
  };
}

// Of Markdown the cards use bold and links.
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  const plain = document.createElement('i');
  plain.textContent = text;
  result.outputHtml = plain.innerHTML.replace(/\*\*(.+?)\*\*/g, '<b>$1</b>').replace(/\[(.+?)\]\((\S+?)\)/g, '<a href="$2">$1</a>').replace(/\\([^\w\s])/g, '$1');
  result.didProcess = true;
};

/** Shows the cards side by side, each as wide as a client shows it; returns what does not fit, by the card's name. */
function show(cards, theme, width) {
  const look = looks[theme];
  document.body.replaceChildren();
  Object.assign(document.body.style, { margin: '8px', display: 'flex', flexWrap: 'wrap', gap: '12px', alignItems: 'flex-start', background: look.emphasis, color: look.text });
  return cards.flatMap(({ name, json }) => {
    const card = new AdaptiveCards.AdaptiveCard();
    card.hostConfig = new AdaptiveCards.HostConfig(hostConfig(look));
    card.parse(JSON.parse(json));
    const frame = document.createElement('section');
    Object.assign(frame.style, { width: `${width}px`, background: look.back, borderRadius: '6px', overflow: 'hidden' });
    const title = document.createElement('h2');
    title.textContent = name;
    Object.assign(title.style, { font: '11px sans-serif', margin: '4px 16px', opacity: '0.6' });
    frame.append(title, card.render());
    document.body.append(frame);
    return tooWide(frame).map((text) => `${name}: ${text}`);
  });
}

/** What sticks out of the card, or is cut: a text that reaches over the padding of the card, or that its own box does not show whole. */
function tooWide(frame) {
  const edge = frame.getBoundingClientRect().right - hostConfig(looks.light).spacing.padding;
  const found = [];
  const texts = document.createTreeWalker(frame, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (texts.nextNode()) {
    const text = texts.currentNode;
    const box = text.parentElement;
    if (text.textContent.trim() === '' || box.offsetParent === null || box.closest('select, button')) continue;
    range.selectNodeContents(text);
    if (range.getBoundingClientRect().right > edge + 1 || box.scrollWidth > box.clientWidth + 1 && box.clientWidth > 0) found.push(text.textContent.trim().slice(0, 60));
  }
  return found;
}

// What the pages do by themselves, without a round trip: ages that tick, copying, the scheme, shortcuts.

const UNITS = [[86400, 'd'], [3600, 'h'], [60, 'min'], [1, 's']];

function age(seconds) {
  const s = Math.round(Math.abs(seconds));
  const at = UNITS.findIndex(([size]) => s >= size);
  if (at < 0) return '0 s';
  const [size, word] = UNITS[at];
  const whole = Math.floor(s / size);
  const next = UNITS[at + 1];
  const rest = next && size > 60 ? Math.floor((s % size) / next[0]) : 0;
  return rest ? `${whole} ${word} ${rest} ${next[1]}` : `${whole} ${word}`;
}

const ticking = new Set();

class Since extends HTMLElement {
  static observedAttributes = ['at'];
  connectedCallback() { ticking.add(this); this.tick(); }
  disconnectedCallback() { ticking.delete(this); }
  attributeChangedCallback() { this.tick(); }
  tick() {
    const at = Date.parse(this.getAttribute('at') || '');
    if (Number.isNaN(at)) { this.textContent = ''; return; }
    const seconds = (Date.now() - at) / 1000;
    const past = [this.getAttribute('before'), age(Math.max(0, seconds)), this.getAttribute('after')];
    const text = seconds < -1 ? `in ${age(seconds)}` : past.filter(Boolean).join(' ');
    if (this.textContent !== text) this.textContent = text;
    this.title = new Date(at).toLocaleString();
  }
}

if (!customElements.get('yard-since')) {
  customElements.define('yard-since', Since);
  setInterval(() => ticking.forEach((e) => e.tick()), 1000);
}

async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
  const label = button.textContent;
  button.textContent = 'Copied';
  setTimeout(() => { button.textContent = label; }, 1500);
}

const SCHEMES = { '': 'Follows the system', light: 'Light', dark: 'Dark' };

function bindScheme(button) {
  const show = () => {
    const chosen = localStorage.getItem('yard-scheme') || '';
    document.documentElement.style.colorScheme = chosen || 'light dark';
    button.title = `Colours: ${SCHEMES[chosen]}`;
    button.dataset.scheme = chosen || 'system';
  };
  button.onclick = () => {
    const order = ['', 'light', 'dark'];
    const next = order[(order.indexOf(localStorage.getItem('yard-scheme') || '') + 1) % order.length];
    if (next) localStorage.setItem('yard-scheme', next); else localStorage.removeItem('yard-scheme');
    show();
  };
  show();
}

// Keeps the end in sight until somebody scrolls up.
function follow(element) {
  if (element.yardPinned === undefined) {
    element.yardPinned = true;
    element.addEventListener('scroll', () => {
      element.yardPinned = element.scrollHeight - element.scrollTop - element.clientHeight < 40;
    });
  }
  if (element.yardPinned) requestAnimationFrame(() => { element.scrollTop = element.scrollHeight; });
}

let lead = 0;

function shortcut(event) {
  const typing = event.composedPath().some((e) => e.matches && e.matches('input, textarea, [contenteditable]'));
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === '/') {
    const filter = document.querySelector('.filter');
    if (filter) { event.preventDefault(); filter.focus(); }
  } else if (event.key === 'g') {
    lead = Date.now();
  } else if (Date.now() - lead < 1200) {
    lead = 0;
    const item = document.querySelector(`vaadin-side-nav-item[data-key="${CSS.escape(event.key)}"]`);
    item?.shadowRoot?.querySelector('a')?.click();
  }
}

if (!window.yard) {
  window.yard = { copy, bindScheme, follow };
  window.addEventListener('keydown', shortcut);
}

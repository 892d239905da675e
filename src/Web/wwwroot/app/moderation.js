// The keys of the moderation page. A key presses the button of its name, if there is one just now: so nothing can be done by a key alone, nothing is done
// twice, and what a key does is about the card that the button was on when it was pressed.
const KEPT = 'backchannel-single-keys';
const fields = 'input:not([type=checkbox]), textarea, select, [contenteditable]';
const named = { ArrowDown: 'J', ArrowUp: 'K', ' ': null };

// What is typed after a key that asks something is the answer, also where the question is not there yet.
const PATIENCE = 2_000;
let askedAt = -Infinity, typed = '', entered = false;
const isAsking = () => performance.now() - askedAt < PATIENCE;

const desk = () => document.querySelector('.moderation');
const isOn = () => localStorage.getItem(KEPT) !== 'off';

function name(event) {
  if (event.key === 'X' && event.shiftKey) return 'Shift+X';
  if (event.key in named) return named[event.key];
  return event.key.length === 1 ? event.key.toUpperCase() : event.key;
}

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || !desk()) return;
  const escape = event.key === 'Escape';
  if (!escape && (!isOn() || event.target.closest?.(fields))) return;
  // Where a button or a link has the focus, Enter is its own.
  if (event.key === 'Enter' && event.target.closest?.('button, a, summary')) return;
  if (isAsking()) {
    event.preventDefault();
    if (event.key.length === 1 && !entered) typed += event.key;
    entered ||= event.key === 'Enter';
    return;
  }
  const key = name(event);
  const button = key && desk().querySelector(`button[data-key="${CSS.escape(key)}"]:not(:disabled)`);
  if (!button) return;
  event.preventDefault();
  if (event.repeat && key !== 'J' && key !== 'K') return;
  if ('asks' in button.dataset) [askedAt, typed, entered] = [performance.now(), '', false];
  button.click();
});

// Only a key's own click asks for what was typed after it.
document.addEventListener('click', event => {
  if (event.isTrusted) [typed, entered] = ['', false];
}, true);

document.addEventListener('change', event => {
  if (event.target.matches?.('[data-keys-on]')) localStorage.setItem(KEPT, event.target.checked ? 'on' : 'off');
});

/** The card in focus has the focus, unless somebody is writing; what asks something has it until it is answered. */
let focused = null, asked = null;
function follow() {
  const box = document.querySelector('[data-keys-on]');
  if (box && !box.dataset.kept) [box.checked, box.dataset.kept] = [isOn(), 'true'];
  const asking = document.querySelector('.moderation [data-autofocus]');
  if (asking !== asked) {
    asked = asking;
    focused = null;
    askedAt = -Infinity;
    if (asking) asking.focus();
    if (typed && asking?.matches('input')) {
      asking.value = typed;
      asking.dispatchEvent(new Event('input', { bubbles: true }));
      // Only what was typed is confirmed unseen.
      if (entered) asking.form.requestSubmit();
    }
    typed = '';
  }
  if (asking) return;
  const id = document.querySelector('.mod-list')?.dataset.focus ?? null;
  const lost = document.activeElement === document.body;
  if (id === focused && !lost) return;
  const card = id && document.querySelector(`.queue-card[data-post="${CSS.escape(id)}"]`);
  const first = focused === null && !lost;
  focused = id;
  if (!card || document.activeElement?.matches(fields) || first && !desk().contains(document.activeElement)) return;
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: 'nearest' });
}

new MutationObserver(follow).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-focus'] });
follow();

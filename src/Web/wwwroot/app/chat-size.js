// How large the words are, as this reader wants them.
import { main } from './chat-places.js';

const SIZES = ['small', 'usual', 'large', 'larger', 'largest'], KEY = 'backchannel-size';

function resize(by) {
  main.dataset.size = SIZES[Math.min(SIZES.length - 1, Math.max(0, SIZES.indexOf(main.dataset.size) + by))];
  try { localStorage.setItem(KEY, main.dataset.size); } catch { /* Kept for this page. */ }
}

export function sizes() {
  let kept = null;
  try { kept = localStorage.getItem(KEY); } catch { /* It begins as usual. */ }
  main.dataset.size = SIZES.includes(kept) ? kept : 'usual';
  document.getElementById('smaller').addEventListener('click', () => resize(-1));
  document.getElementById('larger').addEventListener('click', () => resize(1));
}

// Questions on a page: votes without a reload, and each new list from the stream. The stream's list is the same for everybody, so what is the
// visitor's own is kept here: which they voted for, and which are theirs, whose asker is told how far it has come.
import { morph } from './morph.js';

const PATIENCE = 15_000;
const form = document.getElementById('questions-form'), list = document.getElementById('questions'), said = document.getElementById('questions-said');
const voted = new Set(), mine = new Map(), sent = new Set();
let lists = 0;
const WORDS = { queued: 'Your question is in the queue', asked: 'Your question is being asked now', answered: 'Your question has been answered' };

const items = within => [...within.querySelectorAll('li.q')];
const button = item => item.querySelector('.vote');

function say(words) {
  // The same words twice would not be read twice.
  said.textContent = '';
  setTimeout(() => { said.textContent = words; }, 50);
}

/** Makes the list like another. Who is at a button of it, or just presses it, stays there. */
export function showQuestions(html) {
  if (!list) return;
  const next = list.cloneNode(false), at = list.contains(document.activeElement) ? document.activeElement : null;
  next.innerHTML = html;
  for (const item of items(next)) own(item);
  next.hidden = !next.firstElementChild;
  morph(list, next);
  lists++;
  const none = document.getElementById('questions-none');
  none.hidden = !list.hidden;
  none.textContent = 'Nobody has asked anything yet.';
  // A question that rose was moved, and what is moved loses the focus.
  if (at?.isConnected) at.focus({ preventScroll: true });
}

/** Marks what is the visitor's own in an item, and tells them what became of their question. */
function own(item) {
  const id = item.dataset.question, state = item.dataset.state;
  press(button(item), voted.has(id));
  if (!mine.has(id)) return;
  item.dataset.mine = 'yes';
  button(item).disabled = true;
  if (mine.get(id) !== state && WORDS[state]) say(WORDS[state]);
  mine.set(id, state);
}

function press(vote, pressed) {
  vote.setAttribute('aria-pressed', pressed);
  vote.name = pressed ? 'unvote' : 'vote';
}

function count(vote, by) {
  const number = vote.querySelector('b'), votes = Math.max(0, Number(number.textContent) + by);
  number.textContent = votes;
  vote.querySelector('small').textContent = votes === 1 ? 'vote' : 'votes';
}

/** Shows the vote at once, and takes it back where it does not count. */
async function vote(id, wanted) {
  // A second one could overtake the first.
  if (sent.has(id)) return;
  sent.add(id);
  const by = wanted ? 1 : -1, isCounted = mark(id, wanted, by), before = lists;
  const answer = await fetch(form.dataset.votes + encodeURIComponent(id), { method: wanted ? 'PUT' : 'DELETE', signal: AbortSignal.timeout(PATIENCE) }).catch(() => null);
  if (answer?.ok) say(wanted ? 'Your vote is counted' : 'Your vote is taken back');
  else {
    // A list that came meanwhile never had it.
    mark(id, !wanted, isCounted && lists === before ? -by : 0);
    say((await answer?.json().catch(() => null))?.detail || 'Your vote did not go through. Try again in a moment.');
  }
  sent.delete(id);
}

/** Whether it changed anything. */
function mark(id, wanted, by) {
  if (wanted) voted.add(id);
  else voted.delete(id);
  const item = items(list).find(each => each.dataset.question === id);
  if (!item || (button(item).getAttribute('aria-pressed') === 'true') === wanted) return false;
  press(button(item), wanted);
  count(button(item), by);
  return true;
}

if (form && list) {
  if (form.dataset.asked) mine.set(form.dataset.asked, 'held');
  for (const item of items(list)) {
    if (button(item).getAttribute('aria-pressed') === 'true') voted.add(item.dataset.question);
    if (item.dataset.mine || mine.has(item.dataset.question)) mine.set(item.dataset.question, item.dataset.state);
  }
  form.addEventListener('submit', event => {
    event.preventDefault();
    if (event.submitter?.value) vote(event.submitter.value, !voted.has(event.submitter.value));
  });
}

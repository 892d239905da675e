// Questions on a page: votes without a reload, and each new list from the stream. The stream's list is the same for everybody, so what is the
// visitor's own is kept here: which they voted for, and which are theirs, whose asker is told how far it has come.
const form = document.getElementById('questions-form'), list = document.getElementById('questions'), said = document.getElementById('questions-said');
const voted = new Set(), mine = new Map();
const WORDS = { queued: 'Your question is in the queue', asked: 'Your question is being asked now', answered: 'Your question has been answered' };

const items = within => [...within.querySelectorAll('li.q')];
const button = item => item.querySelector('.vote');

function say(words) {
  // The same words twice would not be read twice.
  said.textContent = '';
  setTimeout(() => { said.textContent = words; }, 50);
}

/** Puts another list in the place of this one. Who was at a button of it stays there. */
export function showQuestions(html) {
  if (!list) return;
  const template = document.createElement('template');
  template.innerHTML = html;
  const at = list.contains(document.activeElement) ? document.activeElement.value : null, next = items(template.content);
  for (const item of next) own(item);
  list.replaceChildren(...next);
  list.hidden = next.length === 0;
  const none = document.getElementById('questions-none');
  none.hidden = next.length > 0;
  none.textContent = 'Nobody has asked anything yet.';
  if (at) next.map(button).find(each => each.value === at)?.focus({ preventScroll: true });
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
  const by = wanted ? 1 : -1, counted = mark(id, wanted, by);
  try {
    const answer = await fetch(form.dataset.votes + encodeURIComponent(id), { method: wanted ? 'PUT' : 'DELETE' });
    if (!answer.ok) throw new Error((await answer.json().catch(() => null))?.detail ?? '');
    say(wanted ? 'Your vote is counted' : 'Your vote is taken back');
  } catch (refused) {
    // A list that came meanwhile never had it.
    mark(id, !wanted, counted?.isConnected ? -by : 0);
    say(refused.message && !(refused instanceof TypeError) ? refused.message : 'Your vote did not go through. Try again in a moment.');
  }
}

/** The button on which the vote is counted; null where it is as it should be. */
function mark(id, wanted, by) {
  if (wanted) voted.add(id);
  else voted.delete(id);
  const item = items(list).find(each => each.dataset.question === id);
  if (!item || (button(item).getAttribute('aria-pressed') === 'true') === wanted) return null;
  press(button(item), wanted);
  count(button(item), by);
  return button(item);
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

// The page of a session's questions follows the session's stream for them alone.
import { follow } from './live.js';
import { showQuestions } from './questions.js';

const main = document.getElementById('content'), sign = document.getElementById('lost');

function lost(words) {
  sign.hidden = !words;
  if (sign.textContent !== words) sign.textContent = words;
}

follow({
  url: main.dataset.live, after: main.dataset.after,
  on: {
    questions: showQuestions,
    status(status) { lost(status.stale ? 'New questions and votes are held up just now.' : ''); },
    state(state) { lost(state === 'lost' ? 'Reconnecting. Everything so far stays here.' : ''); },
  },
});

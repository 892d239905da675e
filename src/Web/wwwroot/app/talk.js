// Where the session stands in time: its badge and the countdown, in the words of Sessions/SessionPhase.cs.
const talk = () => document.getElementById('talk');

const whole = Math.floor;
const span = seconds => {
  const minutes = whole(seconds / 60), hours = whole(minutes / 60);
  if (hours >= 48) return `${whole(hours / 24)} days`;
  if (hours >= 1) return minutes % 60 === 0 || hours >= 10 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  return minutes >= 1 ? `${minutes} min` : 'a moment';
};

// The last hour is counted in seconds: for the eye, a screen reader is not told of each.
const exact = seconds => seconds < 3_600 ? `${whole(seconds / 60)}:${String(whole(seconds % 60)).padStart(2, '0')}` : span(seconds);

/** Writes what is true now; returns seconds since the start. */
export function tick(at = Date.now() / 1000) {
  const element = talk(), start = Number(element.dataset.start), end = Number(element.dataset.end);
  const badge = document.getElementById('badge'), countdown = document.getElementById('countdown');
  if (element.dataset.phase === 'cancelled') return at - start;
  const phase = at < start ? 'before' : at < end ? 'live' : 'over';
  element.dataset.phase = phase;
  badge.classList.toggle('calm', phase !== 'live');
  write(badge, phase === 'before' ? `In ${span(start - at)}` : phase === 'live' ? `Live · ${whole((at - start) / 60)} min` : 'Over');
  if (countdown) {
    countdown.hidden = phase !== 'before';
    if (phase === 'before') write(countdown, `Begins in ${exact(start - at)}. What is said until then is here already.`);
  }
  return at - start;
}

/** How many look at it now. */
export function showViewers(count) {
  document.getElementById('here').hidden = !(count > 1);
  write(document.getElementById('viewers'), count.toLocaleString('en'));
}

function write(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

// The event page: its posts, and what goes on beside them.
import { follow } from './live.js';
import { feed } from './feed.js';
import { localize } from './times.js';
import { renewSlots, turnSlots } from './slots.js';
import { drawPulse } from './pulse.js';

const main = document.getElementById('content'), zone = main.dataset.zone;

follow({
  url: main.dataset.live, after: main.dataset.after, programme: main.dataset.programme,
  on: {
    ...feed(main).on,
    pulse(pulses) {
      const whole = pulses.find(pulse => !pulse.session), posts = document.getElementById('count');
      if (whole && posts) posts.textContent = whole.posts.toLocaleString('en');
      drawPulse(pulses.find(pulse => (pulse.session ?? '') === (main.dataset.session ?? '')));
    },
    programme(sessions) {
      renewSlots(sessions, zone, main.dataset.session);
      localize(document.getElementById('programme'), zone);
    },
  },
});

localize(document, zone);
turnSlots();
setInterval(turnSlots, 30_000);

// The event page: its posts, what is on in its rooms, and its last half hour.
import { counts } from './counts.js';
import { feed } from './feed.js';
import { follow } from './live.js';
import { drawPulse } from './pulse.js';
import { rooms } from './rooms.js';
import { localize } from './times.js';

const main = document.getElementById('content'), now = rooms(document.getElementById('now'), main.dataset);

follow({
  url: main.dataset.live, after: main.dataset.after, programme: main.dataset.programme,
  on: {
    ...feed(main).on,
    pulse(pulses) {
      counts(pulses);
      drawPulse(pulses.find(pulse => !pulse.session));
      now.pulse(pulses);
    },
    programme: () => now.renew(),
  },
});

localize(document, main.dataset.zone);
now.turn();
setInterval(now.turn, 10_000);

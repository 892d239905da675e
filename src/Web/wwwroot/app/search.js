// The page of what was found: the viewer's own hours, and stars.
import { watch } from './favourites.js';
import { localize } from './times.js';

const { zone, event } = document.getElementById('content').dataset;
localize(document, zone);
watch(event);

/** Defines the elements of all panels. */
import './console.ts';
import './variables.ts';
import './scrubber.ts';
import './histogram.ts';
import './picture.ts';
import './code/code.ts';
import './timeline/timeline.ts';

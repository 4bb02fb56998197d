/** The site. */
import { HASH, start } from './app.ts';
import { climb } from './embed/ladder.ts';

start(HASH, climb());

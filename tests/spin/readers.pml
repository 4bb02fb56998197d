/* A writer and two readers of one variable. */
#define ACTORS 3
#include "outcome.h"

byte x;
byte seen[2];

active proctype writer() {
    x = 1;
    done++
}

active [2] proctype reader() {
    byte loaded;
    loaded = x;
    seen[_pid - 1] = loaded;
    done++
}

OUTCOME("seen_0=%d seen_1=%d", now.seen[0], now.seen[1])

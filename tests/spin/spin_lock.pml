/* A lock made of a swap, which is one step, and a loop. */
#define ACTORS 2
#include "outcome.h"

bool taken;
byte counter;

active [2] proctype worker() {
    byte loaded;
    bool was;
    skip;
again:
    atomic { was = taken; taken = true; skip };
    if
    :: was -> goto again
    :: else
    fi;
    loaded = counter;
    counter = loaded + 1;
    taken = false;
    done++
}

OUTCOME("counter=%d", now.counter)
